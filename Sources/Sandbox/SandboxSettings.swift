/// What the routes need to know of the configuration, its gaps filled.
struct SandboxSettings: Sendable {
  let identifiers: Identifiers
  let controlToken: String
  let cooldownMinutes: Int
  let allowsDuplicateReferences: Bool
  let dialect: Dialect
  let webhooks: WebhookSettings
  let machineClock: SteadyClock
}
