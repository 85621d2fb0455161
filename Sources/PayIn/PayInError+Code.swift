extension PayInError {
  /// Stable: scripts compare these strings.
  package struct Code: RawRepresentable, Sendable, Hashable {
    package let rawValue: String

    package init(rawValue: String) {
      self.rawValue = rawValue
    }

    package static let invalidArguments = Code(rawValue: "invalid_arguments")
    package static let notConfigured = Code(rawValue: "not_configured")
    /// A write to the main network that the operator did not allow.
    package static let writesNotAllowed = Code(rawValue: "writes_not_allowed")

    /// The embedded sandbox could not be started.
    package static let sandboxUnavailable = Code(rawValue: "sandbox_unavailable")

    package static let unauthorized = Code(rawValue: "unauthorized")
    package static let forbidden = Code(rawValue: "forbidden")
    package static let notFound = Code(rawValue: "not_found")
    /// The server has no such endpoint: an old version, or not the PayIn API at all.
    package static let endpointMissing = Code(rawValue: "endpoint_missing")
    package static let conflict = Code(rawValue: "conflict")
    package static let addressPoolEmpty = Code(rawValue: "address_pool_empty")
    /// Any other refusal of the request as it is.
    package static let rejected = Code(rawValue: "rejected")
    package static let redirected = Code(rawValue: "redirected")
    package static let rateLimited = Code(rawValue: "rate_limited")
    package static let upstreamError = Code(rawValue: "upstream_error")

    package static let unreachable = Code(rawValue: "unreachable")
    /// A proxy in front of the API could not be reached or did not open the way to it.
    package static let proxyFailed = Code(rawValue: "proxy_failed")
    /// Something between here and the API refused the request, such as a gateway or the check for bots of a host.
    package static let gatewayRefused = Code(rawValue: "gateway_refused")
    package static let timeout = Code(rawValue: "timeout")
    package static let tlsFailure = Code(rawValue: "tls_failure")
    package static let connectionLost = Code(rawValue: "connection_lost")
    package static let unreadableReply = Code(rawValue: "unreadable_reply")
    package static let replyTooLarge = Code(rawValue: "reply_too_large")
    package static let transportFailed = Code(rawValue: "transport_failed")

    /// A write that may or may not have taken effect.
    package static let outcomeUnknown = Code(rawValue: "outcome_unknown")
    /// The operator's own bound on amounts or on orders.
    package static let limitExceeded = Code(rawValue: "limit_exceeded")
    /// Whether a reference is taken could not be found out.
    package static let lookupIncomplete = Code(rawValue: "lookup_incomplete")
    /// What was made exists, but nobody can pay to its address.
    package static let addressUnusable = Code(rawValue: "address_unusable")
    /// A person said no to this write.
    package static let declined = Code(rawValue: "declined")
    /// A person was asked about this write and did not answer.
    package static let notConfirmed = Code(rawValue: "not_confirmed")
    /// A person must agree to this write, and the client cannot ask one.
    package static let confirmationRequired = Code(rawValue: "confirmation_required")
    package static let cancelled = Code(rawValue: "cancelled")
    package static let shuttingDown = Code(rawValue: "shutting_down")

    package static let all: [Code] = [
      invalidArguments, notConfigured, writesNotAllowed, sandboxUnavailable, unauthorized, forbidden, notFound,
      endpointMissing, conflict,
      addressPoolEmpty, rejected, redirected, rateLimited, upstreamError, unreachable, proxyFailed,
      gatewayRefused, timeout, tlsFailure,
      connectionLost, unreadableReply, replyTooLarge, transportFailed, outcomeUnknown,
      limitExceeded, lookupIncomplete, addressUnusable, declined, notConfirmed, confirmationRequired, cancelled,
      shuttingDown,
    ]
  }
}
