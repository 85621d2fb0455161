import JSON

/// Compares the payment window and the grace of an order with the requested ones, which a version of the API ignores. Pure.
struct PaymentWindow: Sendable {
  static let defaultWindow = 10
  static let defaultGrace = 5
  /// The tolerance in seconds, for the time on the way and for clocks that differ.
  private static let tolerance = 60

  /// The window in minutes; the documented default if none was requested.
  private let window: Int
  private let grace: Int
  private let isAsked: Bool

  init(_ order: NewOrder) {
    window = order.paymentWindowMinutes ?? Self.defaultWindow
    grace = order.graceMinutes ?? Self.defaultGrace
    isAsked = order.paymentWindowMinutes != nil || order.graceMinutes != nil
  }

  /// Whether the order has the requested times; nil if it does not show them, or if none were requested.
  ///
  /// - Parameter start: the creation time in seconds since 1970, if the resource does not have it.
  func isHonoured(by resource: APIResource, otherwiseFrom start: Int?) -> Bool? {
    guard isAsked, let start = time("createdAt", resource) ?? start, let expires = time("expiresAt", resource) else {
      return nil
    }
    if let end = time("paymentWindowEndsAt", resource) {
      return isAbout(end - start, window) && isAbout(expires - start, window + grace)
    }
    // Whether `expiresAt` is the end of the window or of the grace after it is not documented, so either will do.
    return isAbout(expires - start, window) || isAbout(expires - start, window + grace)
  }

  func isSame(as shown: (window: Int, grace: Int)) -> Bool {
    window == shown.window && grace == shown.grace
  }

  /// The minutes that a resource shows, directly or by the ends of both times; nil if it does not show them.
  static func shown(by resource: APIResource) -> (window: Int, grace: Int)? {
    func minutes(_ names: String...) -> Int? {
      names.lazy.compactMap { resource.source[$0]?.number?.integer }.first
    }
    if let window = minutes("payment_window_minutes", "paymentWindowMinutes"),
      let grace = minutes("grace_period_minutes", "graceMinutes")
    {
      return (window, grace)
    }
    guard let start = time("createdAt", resource), let end = time("paymentWindowEndsAt", resource),
      let expires = time("expiresAt", resource)
    else { return nil }
    // Rounded: an API may take its times a moment apart.
    return ((end - start + 30) / 60, (expires - end + 30) / 60)
  }

  private func time(_ name: String, _ resource: APIResource) -> Int? {
    Self.time(name, resource)
  }

  private static func time(_ name: String, _ resource: APIResource) -> Int? {
    resource.epochSeconds(name)
  }

  private func isAbout(_ seconds: Int, _ minutes: Int) -> Bool {
    abs(seconds - minutes * 60) <= Self.tolerance
  }
}
