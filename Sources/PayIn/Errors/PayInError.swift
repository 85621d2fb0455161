import Formats

/// The failure of a call of the API: its cause, what became of a write, and whether the call may be repeated.
@dynamicMemberLookup
package struct PayInError: Error, Sendable, Equatable {
  /// The effect of a write. Reads have none.
  package enum Outcome: String, Sendable {
    /// No byte of the request left this machine, or the request was never made.
    case notSent = "not_sent"
    /// The server refused; nothing changed.
    case rejected
    /// The write took effect, though the call failed.
    case done
    /// The write may or may not have taken effect.
    case unknown
  }

  package enum Retry: Sendable, Equatable {
    case safe
    /// A repeat is safe after this many seconds, not before.
    case after(seconds: Int)
    /// A repeat may do the write twice.
    case unsafe
    /// A repeat fails until something else is changed.
    case never
  }

  /// The server's own texts as they came. They are sanitised and cut only where they are shown.
  package struct Upstream: Sendable, Equatable {
    package let status: Int
    package let code: String?
    package let message: String?
    /// The message in Chinese, which only the embedded sandbox's controls send.
    package let chinese: String?
    package let suggestions: [String]
    /// Whether the body does not have the form of the API's, so that a proxy or gateway wrote it.
    package let isForeign: Bool

    package init(
      status: Int, code: String? = nil, message: String? = nil, chinese: String? = nil, suggestions: [String] = [],
      isForeign: Bool = false
    ) {
      self.chinese = chinese
      self.status = status
      self.code = code
      self.message = message
      self.suggestions = suggestions
      self.isForeign = isForeign
    }
  }

  /// The result of looking for an uncertain write.
  package enum LookUp: Sendable, Equatable {
    case notFound
    /// The look-up failed as well.
    case failed
  }

  private indirect enum Box: Sendable, Equatable {
    case fields(Fields)
  }

  /// The fields are one object: otherwise each function that may throw the error, and each result that may hold it, has
  /// room for all of them, which was a quarter of the memory of a call that waits.
  private var box: Box

  package subscript<Value>(dynamicMember field: KeyPath<Fields, Value>) -> Value {
    switch box {
    case .fields(let fields): fields[keyPath: field]
    }
  }

  package subscript<Value>(dynamicMember field: WritableKeyPath<Fields, Value>) -> Value {
    get {
      switch box {
      case .fields(let fields): fields[keyPath: field]
      }
    }
    set {
      switch box {
      case .fields(var fields):
        fields[keyPath: field] = newValue
        box = .fields(fields)
      }
    }
  }

  package init(
    _ code: Code, _ operation: Operation, outcome: Outcome?, retry: Retry, cause: Code? = nil,
    upstream: Upstream? = nil, detail: LocalizedText? = nil, field: String? = nil,
    saysWhen: Bool = false
  ) {
    box = .fields(
      Fields(
        code: code, operation: operation, outcome: operation.kind.isWrite ? outcome : nil, retry: retry, cause: cause,
        upstream: upstream, detail: detail, field: field, saysWhen: saysWhen))
  }
}

extension PayInError {
  package struct Fields: Sendable, Equatable {
    package let code: Code
    package let operation: Operation
    /// The effect of the write; nil for reads.
    package let outcome: Outcome?
    package let retry: Retry
    /// The failure that left the outcome unknown; nil for all codes but `outcome_unknown`.
    package let cause: Code?
    package let upstream: Upstream?
    /// The transport's own text, or a name that the message contains.
    package let detail: LocalizedText?
    /// The name of the unusable argument.
    package let field: String?
    /// Whether the server named the seconds in `retry`.
    let saysWhen: Bool
    /// The id or reference of what exists although the call failed.
    package var resourceID: String?
    /// The correlation id that was sent with the request.
    package var requestID: String?
    /// The fields in which the existing order differs from the requested one; empty for all codes but `conflict`.
    package var differences: [FieldDifference] = []
    /// The result of the look-up of an uncertain write; nil if there was none.
    package var lookUp: LookUp?
    /// The time until which this process sends no further create of the reference; RFC 3339, UTC.
    package fileprivate(set) var heldUntil: String?
  }
}

extension PayInError {
  /// Whether a call that no repeat helps can succeed at once with another argument, or after the operator has changed what
  /// `fix` names.
  ///
  /// A failed look-up before a write is none of these: it says nothing about the write's arguments, and an order that it
  /// could not see would be made again under another reference.
  package var needsAnotherArgument: Bool {
    switch self.code {
    case .invalidArguments, .conflict, .limitExceeded, .ambiguous, .journalFailed: true
    case .rejected, .notFound, .replyTooLarge, .lookupIncomplete: !isOfLookUp
    default: false
    }
  }

  /// Whether what the API refused was not the write itself but a read before it.
  var isOfLookUp: Bool { self.operation.kind.isWrite && self.outcome == .notSent }
}

extension PayInError: CustomStringConvertible {
  /// A short form for tests. It leaves out the server's texts, which may contain anything.
  package var description: String {
    "PayInError(\(self.code.rawValue), \(self.operation.name), \(self.outcome?.rawValue ?? "no outcome"), \(self.retry))"
  }
}

extension PayInError {
  /// This error of a preparatory read, as the error of the write that it kept from being sent.
  func before(_ write: Operation) -> PayInError {
    var error = PayInError(
      self.code, write, outcome: .notSent, retry: self.retry, upstream: self.upstream, detail: self.detail,
      field: self.field,
      saysWhen: self.saysWhen)
    error.requestID = self.requestID
    return error
  }

  /// Whether this write was refused because a resource exists. The answer 409 to a look-up does not mean that.
  func isConflict(of write: Operation) -> Bool {
    self.code == .conflict && self.operation == write
  }

  /// This error of a create, which is not repeated for `rest`: an order that the API is still making could appear after
  /// a repeat that did not find it.
  ///
  /// - Parameter now: in seconds since 1970.
  func held(for rest: Duration, now: Int) -> PayInError {
    let seconds = max(rest.secondsRoundedUp, 1)
    var error = PayInError(
      self.code, self.operation, outcome: self.outcome, retry: .after(seconds: seconds), cause: self.cause,
      upstream: self.upstream,
      detail: self.detail, field: self.field, saysWhen: self.saysWhen)
    error.requestID = self.requestID
    error.lookUp = self.lookUp ?? .notFound
    error.heldUntil = RFC3339.text(seconds: now + seconds)
    return error
  }
}

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

    /// The operator demands a record of each write, and this one could not be recorded.
    package static let journalFailed = Code(rawValue: "journal_failed")

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
    /// A gateway, or the check for bots of a host, refused the request on its way to the API.
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
    /// The look-up could not show whether a reference is taken.
    package static let lookupIncomplete = Code(rawValue: "lookup_incomplete")
    /// Several resources have the name that was given.
    package static let ambiguous = Code(rawValue: "ambiguous")
    /// The resource was made, but payments to its address would be lost.
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
      invalidArguments, notConfigured, writesNotAllowed, sandboxUnavailable, journalFailed, unauthorized, forbidden,
      notFound,
      endpointMissing, conflict,
      addressPoolEmpty, rejected, redirected, rateLimited, upstreamError, unreachable, proxyFailed,
      gatewayRefused, timeout, tlsFailure,
      connectionLost, unreadableReply, replyTooLarge, transportFailed, outcomeUnknown,
      limitExceeded, lookupIncomplete, ambiguous, addressUnusable, declined, notConfirmed, confirmationRequired,
      cancelled,
      shuttingDown,
    ]
  }
}

extension PayInError {
  /// The error of a call that the end of this process cuts short. Only a write that was sent may have taken effect.
  ///
  /// A new process does not remember an uncertain create, so `retry` has the time after which a repeat is safe: it looks
  /// for the order first, and a create that was under way has become visible by then.
  package static func interrupted(_ operation: Operation, hasSent: Bool, checksDuplicates: Bool) -> PayInError {
    guard hasSent else { return PayInError(.shuttingDown, operation, outcome: .notSent, retry: .safe) }
    let retry: Retry =
      switch operation {
      case .createOrder where checksDuplicates: .after(seconds: AccountState.uncertainTime.secondsRoundedUp)
      default: operation.kind == .create ? .unsafe : .safe
      }
    return PayInError(.shuttingDown, operation, outcome: .unknown, retry: retry)
  }
}
