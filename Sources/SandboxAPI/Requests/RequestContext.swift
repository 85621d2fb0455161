package import HTTP
package import SandboxModel

/// One request to one route, with everything that the route may use.
package struct RequestContext {
  package let request: Request
  /// The values of the template's placeholders, from left to right.
  package let parameters: [String]
  /// The owner of the request's key; nil on routes that need no key, and on controls that came without one.
  let tenant: Tenant?
  package let now: Timestamp
  package let settings: SandboxSettings
  package let store: SandboxStore
  /// The work that is done once the transaction is committed.
  let afterCommit: PostCommitWork

  /// The id of the tenant, on a route that needs a key.
  func tenantId() throws(APIError) -> String {
    guard let tenant else { throw .invalidKey }
    return tenant.id
  }

  /// The same request at a later time.
  func at(_ time: Timestamp) -> RequestContext {
    RequestContext(
      request: request, parameters: parameters, tenant: tenant, now: time, settings: settings, store: store,
      afterCommit: afterCommit)
  }

  /// Another request in the same transaction, without a key.
  package func with(_ request: Request) -> RequestContext {
    RequestContext(
      request: request, parameters: [], tenant: nil, now: now, settings: settings, store: store,
      afterCommit: afterCommit)
  }
}

/// The settings that the routes use, fixed when the sandbox starts.
package struct SandboxSettings: Sendable {
  package let controlToken: String
  /// Signs the forms of pages. All processes on one file have the same, so that each takes the forms of the others.
  package let formKey: String
  package let allowsDuplicateReferences: Bool
  package let dialect: Dialect
  /// Sends webhooks; nil if nothing is ever sent.
  package let transport: (any HTTPTransport)?
  package let store: SandboxStore.Settings
  /// Is told of requests and deliveries; nil if nothing is reported.
  package let observe: SandboxObserver?
  /// The merchant's name on the pages of payers; nil if none is set.
  package let merchant: String?
  package let activity = ActivityLog()
  package let changes = ChangeFeed()

  package init(
    controlToken: String, formKey: String? = nil, allowsDuplicateReferences: Bool, dialect: Dialect,
    transport: (any HTTPTransport)?,
    identifiers: Identifiers, cooldownMinutes: Int, machineClock: MonotonicClock, webhooks: WebhookSettings,
    merchant: String? = nil, observe: SandboxObserver? = nil
  ) {
    self.merchant = merchant
    self.observe = observe
    self.controlToken = controlToken
    self.formKey = formKey ?? controlToken
    self.allowsDuplicateReferences = allowsDuplicateReferences
    self.dialect = dialect
    self.transport = transport
    store = SandboxStore.Settings(
      identifiers: identifiers, cooldownMinutes: cooldownMinutes, machineClock: machineClock, webhooks: webhooks
    ) { event, time in WebhookEvent(event, dialect, at: time) }
  }
}
