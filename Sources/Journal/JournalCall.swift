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

/// What a check of a whole journal has found.
package struct JournalCheck: Sendable {
  package private(set) var chain = JournalChain()
  /// The first broken line; nil if the chain holds.
  package private(set) var fault: JournalFault?
  package private(set) var callCount = 0
  private var open: [Int: JournalCall] = [:]
  private let expectedHash: String?
  /// Whether a record has the expected hash. True if none is expected.
  package private(set) var hasExpectedHash: Bool

  /// The calls without a record of their outcome, in their order.
  package var openCalls: [JournalCall] { open.values.sorted { $0.number < $1.number } }

  /// - Parameter hash: the hash of an earlier record, in lower case, that must still be there.
  package init(expecting hash: String? = nil) {
    expectedHash = hash
    hasExpectedHash = hash == nil
  }

  /// Reads the lines up to the first broken one.
  package mutating func read(_ lines: inout JournalLines) throws(JournalError) {
    while fault == nil, let line = try lines.next() {
      do throws(JournalFault) {
        if let record = try chain.read(line) { add(record) }
      } catch {
        fault = error
      }
    }
    guard fault == nil else { return }
    do throws(JournalFault) {
      try chain.finish()
    } catch {
      fault = error
    }
  }

  private mutating func add(_ record: JournalRecord) {
    if record.hash == expectedHash { hasExpectedHash = true }
    guard let number = record.call else { return }
    if number == record.sequence { callCount += 1 }
    if record.event == .outcome {
      open[number] = nil
    } else if open[number] != nil {
      open[number]?.add(record)
    } else {
      open[number] = JournalCall(record)
    }
  }
}
