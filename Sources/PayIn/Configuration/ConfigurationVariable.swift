import Formats

/// The variables that are understood. A name that is not here stops the start, so that a misspelt limit cannot pass
/// for one that holds.
package enum ConfigurationVariable: String, CaseIterable, Sendable {
  case apiKey = "PAYIN_API_KEY"
  case baseURL = "PAYIN_BASE_URL"
  case environment = "PAYIN_ENVIRONMENT"
  case allowMainnetWrites = "PAYIN_ALLOW_MAINNET_WRITES"
  case confirm = "PAYIN_CONFIRM"
  case tools = "PAYIN_TOOLS"
  case readOnly = "PAYIN_READ_ONLY"
  case connectTimeout = "PAYIN_CONNECT_TIMEOUT"
  case timeout = "PAYIN_TIMEOUT"
  case listTimeout = "PAYIN_LIST_TIMEOUT"
  case drainTimeout = "PAYIN_DRAIN_TIMEOUT"
  case maximumConnections = "PAYIN_MAX_CONNECTIONS"
  case maximumInFlight = "PAYIN_MAX_IN_FLIGHT"
  case maximumResponseBytes = "PAYIN_MAX_RESPONSE_BYTES"
  case duplicateCheck = "PAYIN_DUPLICATE_CHECK"
  case rateLimit = "PAYIN_RATE_LIMIT"
  case maximumAmount = "PAYIN_MAX_AMOUNT"
  case maximumOrdersPerHour = "PAYIN_MAX_ORDERS_PER_HOUR"
  case dialect = "PAYIN_DIALECT"
  case logLevel = "PAYIN_LOG_LEVEL"
  case language = "PAYIN_LANG"
  case certificateBundle = "PAYIN_CA_BUNDLE"
  case webhookSecret = "PAYIN_WEBHOOK_SECRET"
  case sandboxWebhookURL = "PAYIN_SANDBOX_WEBHOOK_URL"

  /// The nearest name, if it is near enough to be meant: a few letters off, or one of ours with a part left out.
  static func nearest(to name: String) -> String? {
    let part = name.dropFirst("PAYIN".count)
    if let longer = allCases.first(where: { $0.rawValue.hasSuffix(part) }) { return longer.rawValue }
    let ranked = allCases.map { (name: $0.rawValue, distance: EditDistance.between($0.rawValue.utf8, name.utf8)) }
    guard let best = ranked.min(by: { $0.distance < $1.distance }) else { return nil }
    return best.distance <= max(2, part.count / 4) ? best.name : nil
  }
}
