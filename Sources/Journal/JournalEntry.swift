import JSON

/// What a call adds to the journal: one record before its write is sent, and one when its outcome is known.
package struct JournalEntry: Sendable, Equatable {
  package enum Event: String, Sendable {
    /// A write is about to be sent. The record is on the disk before the first byte leaves.
    case intent
    /// The outcome of a call. A call that sent nothing has this record only.
    case outcome
    /// Bytes of an unfinished write stand before this record. Written by the journal itself.
    case recovered
  }

  package let event: Event
  /// The number of the call's first record; nil if this is the first.
  package let call: Int?
  /// `sandbox`, `testnet`, `mainnet` or `custom`.
  package let mode: String
  /// The host that the write goes to; nil if the call failed before it was known.
  package let host: String?
  package let tool: String
  /// The SHA-256 of the arguments: of their JSON without white space, the names sorted as RFC 8785 sorts them.
  package let digest: String
  /// How a person confirmed the call; nil if it failed before that was decided.
  package let confirmation: String?
  /// The value of `X-Request-Id` of the write; nil if none was sent.
  package let requestID: String?
  /// What became of the call; nil for an intent.
  package let outcome: String?
  /// The code of the failure; nil for a success.
  package let error: String?
  /// The version of the server.
  package let version: String

  package init(
    _ event: Event, call: Int?, mode: String, host: String?, tool: String, digest: String, confirmation: String?,
    requestID: String?, outcome: String? = nil, error: String? = nil, version: String
  ) {
    (self.event, self.call, self.mode, self.host, self.tool) = (event, call, mode, host, tool)
    (self.digest, self.confirmation, self.requestID) = (digest, confirmation, requestID)
    (self.outcome, self.error, self.version) = (outcome, error, version)
  }

  /// The members between the head of a record and the hash of the record before it.
  func append(to record: inout JSONObject, sequence: Int) {
    record.append("call", .number(JSONNumber(call ?? sequence)))
    let texts: [(String, String?)] = [
      ("mode", mode), ("host", host), ("tool", tool), ("digest", digest), ("confirmation", confirmation),
      ("requestId", requestID), ("outcome", outcome), ("error", error), ("version", version),
    ]
    for (name, text) in texts {
      if let text { record.append(name, .string(text)) }
    }
  }
}
