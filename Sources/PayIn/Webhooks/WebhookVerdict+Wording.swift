extension WebhookVerdict.Fault {
  /// Stable: scripts compare these strings.
  package var reason: String {
    switch self {
    case .emptySignature: "empty_signature"
    case .emptyBody: "empty_body"
    case .malformedHeader: "malformed_header"
    case .wrongSecret: "wrong_secret"
    case .bodyReserialised: "body_reserialised"
    case .stale: "stale"
    case .fromTheFuture: "from_the_future"
    case .timestampInMilliseconds: "timestamp_in_milliseconds"
    }
  }

  /// One sentence.
  package var message: String {
    switch self {
    case .emptySignature: "There is no signature."
    case .emptyBody: "There is no body."
    case .malformedHeader(let malformation): "The header is no signature: \(malformation.message)."
    case .wrongSecret: "The body was not signed with this secret, or it is not the body that was signed."
    case .bodyReserialised(let change): "The secret is right, but \(change.message) since the body was signed."
    case .stale(let tolerance): "It was signed more than \(tolerance) s ago and may be a replay."
    case .fromTheFuture(let tolerance): "It was signed more than \(tolerance) s in the future."
    case .timestampInMilliseconds: "The code is right, but its time is in milliseconds instead of seconds."
    }
  }

  package var fix: String {
    switch self {
    case .emptySignature: "Pass the value of the request's x-payin-signature header on."
    case .emptyBody: "Read the raw body before a parser of the web framework consumes it."
    case .malformedHeader: "Give the header's value alone and whole: 64 hexadecimal digits, or t=…,v1=…."
    case .wrongSecret:
      "Compare the secret with this endpoint's in Settings → Webhooks (each network has its own), and give the raw body."
    case .bodyReserialised: "Verify the bytes as received, before they are parsed and written again."
    case .stale: "Check this machine's clock; for a recorded webhook allow a greater age."
    case .fromTheFuture: "Check the clocks of this machine and of the sender."
    case .timestampInMilliseconds: "The sender must write t in seconds."
    }
  }
}

extension WebhookSignature.Malformation {
  fileprivate var message: String {
    switch self {
    case .notHexadecimal: "the code has other characters than hexadecimal digits"
    case .wrongLength: "the code is not 64 digits long"
    case .noTimestamp: "it has no t="
    case .severalTimestamps: "it has more than one t="
    case .badTimestamp: "t is not a time in seconds"
    case .noCode: "it has no v1="
    }
  }
}

extension OriginalBody.Change {
  fileprivate var message: String {
    switch self {
    case .edges: "white space at its start or end was changed"
    case .lineEnds: "its line ends were changed"
    case .formatting: "its white space or escapes were changed"
    case .memberOrder: "the order of its members was changed"
    }
  }
}
