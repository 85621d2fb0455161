/// One call of a tool as the records of a journal tell of it.
package struct JournalCall: Sendable, Equatable {
  /// The number of its first record.
  package let number: Int
  /// The time of its first record, as RFC 3339.
  package let time: String
  /// Later records may know what the first one did not: the host is known once the sandbox serves.
  package private(set) var host: String?
  package let mode: String
  package let tool: String
  package let digest: String
  package let version: String
  package private(set) var confirmation: String?
  /// The values of `X-Request-Id` of everything that it sent or was about to send.
  package private(set) var requestIDs: [String] = []
  /// Nil if the journal has no record of it: the server runs the call still, or has ended in between.
  package private(set) var outcome: String?
  package private(set) var error: String?

  /// - Parameter record: the first of the call.
  package init(_ record: JournalRecord) {
    number = record.sequence
    time = record["time"] ?? ""
    mode = record["mode"] ?? ""
    tool = record["tool"] ?? ""
    digest = record["digest"] ?? ""
    version = record["version"] ?? ""
    add(record)
  }

  package mutating func add(_ record: JournalRecord) {
    host = record["host"] ?? host
    confirmation = record["confirmation"] ?? confirmation
    if let id = record["requestId"], !requestIDs.contains(id) { requestIDs.append(id) }
    outcome = record["outcome"] ?? outcome
    error = record["error"] ?? error
  }
}

/// The calls of a journal in the order in which they began.
package struct JournalCalls: Sendable {
  private let limit: Int
  private var calls: [Int: JournalCall] = [:]
  private var order: [Int] = []
  /// The number of all calls, those that were dropped included.
  package private(set) var count = 0

  /// - Parameter limit: the number of calls that are kept, the latest ones.
  package init(limit: Int = .max) {
    self.limit = limit
  }

  package mutating func add(_ record: JournalRecord) {
    guard let number = record.call else { return }
    if calls[number] != nil {
      calls[number]?.add(record)
    } else if number == record.sequence {
      calls[number] = JournalCall(record)
      order.append(number)
      count += 1
      if order.count / 2 > limit { drop(order.count - limit) }
    }
  }

  private mutating func drop(_ count: Int) {
    for number in order.prefix(count) { calls[number] = nil }
    order.removeFirst(count)
  }

  /// The latest calls, at most as many as the limit says.
  package var latest: [JournalCall] { order.suffix(limit).compactMap { calls[$0] } }
}
