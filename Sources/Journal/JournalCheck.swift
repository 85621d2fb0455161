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
