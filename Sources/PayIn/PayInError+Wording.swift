extension PayInError {
  /// One sentence: what happened, and for a write what became of it.
  package var message: String {
    guard code == .outcomeUnknown else { return "\(sentence(code)).\(consequence)" }
    return "It is unknown whether this took effect: \(lowercasedFirst(sentence(cause ?? .transportFailed)))."
  }

  /// One sentence on what to do next.
  package var fix: String {
    switch code {
    case .outcomeUnknown: unknownFix
    case .invalidArguments: "Correct the argument and call again."
    case .notConfigured: "Set PAYIN_API_KEY for the server and restart it."
    case .writesNotAllowed:
      "The operator must set PAYIN_ENVIRONMENT=mainnet and PAYIN_ALLOW_MAINNET_WRITES=1 to allow it."
    case .sandboxUnavailable: "Free what stands in its way and call again, or set PAYIN_API_KEY to use the real API."
    case .unauthorized:
      "Check that PAYIN_API_KEY is active and belongs to this network: testnet and mainnet keys differ."
    case .forbidden: "Give the API key this permission in the PayIn dashboard, or use another key."
    case .notFound: "Check the id or reference; list the resources to find it."
    case .endpointMissing:
      "Check that PAYIN_BASE_URL points to the PayIn API, for example https://testnet.payin.com/api/v1."
    case .conflict where upstream == nil:
      "Use the existing order, or a new orderReference for a new purchase."
    case .limitExceeded: "Only the operator can raise the limit."
    case .lookupIncomplete:
      "Use a longer, more distinctive reference. The operator can switch the check off with PAYIN_DUPLICATE_CHECK=off."
    case .conflict: "Look the existing resource up by its reference; use a new reference only for a new purchase."
    case .addressPoolEmpty:
      "Import addresses into the pool in the PayIn dashboard, or wait until used ones are free again."
    case .rejected: "Correct what the API names, then call again."
    case .redirected: "Set PAYIN_BASE_URL to the final address: redirects are not followed with a key."
    case .rateLimited: "Wait \(delay), then call again."
    case .upstreamError: "Call again in a few seconds; if it persists, the API is at fault."
    case .unreachable: "Check the network and the host in PAYIN_BASE_URL, then call again."
    case .timeout, .connectionLost: "Call again; raise PAYIN_TIMEOUT if it persists."
    case .tlsFailure: "Check the host's certificate; set PAYIN_CA_BUNDLE if it is signed by your own authority."
    case .unreadableReply: "Call again; if it persists, check that PAYIN_BASE_URL points to the PayIn API."
    case .replyTooLarge: "Ask for fewer rows with limit, or raise PAYIN_MAX_RESPONSE_BYTES."
    case .shuttingDown,
      .cancelled where outcome == .unknown:
      unknownFix
    case .shuttingDown: "Call again after the server has been restarted."
    default: "Call again; if it persists, report it with the request id."
    }
  }

  private var delay: String {
    if case .after(let seconds) = retry { "\(seconds) s" } else { "a minute" }
  }

  private var unknownFix: String {
    if operation == .createOrder, retry != .unsafe {
      return "Call again with the same arguments\(waiting): it is looked for first and made only if it is missing."
    }
    if retry == .safe { return "Call again with the same arguments: a repeat changes nothing further." }
    return operation == .createPaymentLink
      ? "Do not call again before looking for the link in the PayIn dashboard: a repeat may make a second one."
      : "Do not call again before looking for it: a repeat may do it twice."
  }

  private var waiting: String {
    if case .after(let seconds) = retry { " after \(seconds) s" } else { "" }
  }

  private var consequence: String {
    switch outcome {
    case .notSent: " Nothing was sent."
    case .rejected: " Nothing was changed."
    case .unknown: " It is unknown whether this took effect."
    case .done: " It took effect."
    case nil: ""
    }
  }

  private func sentence(_ code: Code) -> String {
    // In quotation marks: it is what a server said and not for anybody to follow.
    let said = upstream?.message.map { ": \"\($0)\"" } ?? ""
    let status = upstream.map { " (HTTP \($0.status))" } ?? ""
    let words = detail.map { " (\($0))" } ?? ""
    return switch code {
    case .invalidArguments: "The argument \(field ?? "") cannot be used\(words)"
    case .notConfigured: "The server has no usable API key"
    case .writesNotAllowed: "This would move real money on the main network, and the operator has not allowed that"
    case .sandboxUnavailable: "The sandbox could not be started\(words)"
    case .unauthorized: "The API refused the key\(status)\(said)"
    case .forbidden: "The API key lacks the permission\(status)\(said)"
    case .notFound: "The API knows no such resource\(status)\(said)"
    case .endpointMissing: "The server has no such endpoint\(status)"
    case .conflict where upstream == nil: "This reference belongs to an order with another \(detail ?? "content")"
    case .limitExceeded: "A limit of the operator stands against this\(words)"
    case .lookupIncomplete: "Whether this reference is taken could not be found out: too many orders match it"
    case .conflict: "This conflicts with what exists\(status)\(said)"
    case .addressPoolEmpty: "No payment address is free\(status)\(said)"
    case .rejected: "The API refused the request\(status)\(said)"
    case .redirected: "The server sent the request elsewhere\(status)"
    case .rateLimited where upstream == nil: "This server's own rate limit is reached"
    case .rateLimited: "The API's rate limit is reached\(status)"
    case .upstreamError: "The API failed\(status)\(said)"
    case .unreachable: "The API cannot be reached\(words)"
    case .timeout: "The API did not answer in time"
    case .tlsFailure: "The API's certificate or TLS connection is not sound\(words)"
    case .connectionLost: "The connection broke before the answer\(words)"
    case .unreadableReply: "The API's answer cannot be read\(status)"
    case .replyTooLarge: "The API's answer is larger than allowed"
    case .cancelled: "The call was cancelled"
    case .shuttingDown: "The server is shutting down"
    default: "The request failed\(words)"
    }
  }

  private func lowercasedFirst(_ text: String) -> String {
    text.prefix(1).lowercased() + text.dropFirst()
  }
}
