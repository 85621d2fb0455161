import JSONRPC

/// The table of calls that run and that wait, and of the ids in use. Its owner starts and cancels the work.
///
/// Calls start in the order they came, at most `limit` at once. A call frees its id when it is cancelled or about to
/// be answered, and keeps its place until its work has really ended.
struct CallTable<Work> {
  typealias Ticket = UInt64

  enum Cancellation {
    case unknown
    /// The call had not started, and never will.
    case waiting(Work)
    case running(Ticket, Work)
  }

  private struct Entry {
    let id: RequestID
    let work: Work
    var isAnswerable = true
  }

  private let limit: Int
  private var entries: [Ticket: Entry] = [:]
  private var tickets: [RequestID: Ticket] = [:]
  private var waiting: [Ticket] = []
  private var running: Set<Ticket> = []
  private var nextTicket: Ticket = 0
  private(set) var finishedCount: UInt64 = 0

  init(limit: Int) {
    self.limit = limit
  }

  /// Whether every call has had its answer, or will have none.
  var isEmpty: Bool { !entries.values.contains(where: \.isAnswerable) }
  var waitingCount: Int { waiting.count }

  func isTaken(_ id: RequestID) -> Bool {
    tickets[id] != nil
  }

  /// The id must not be taken.
  mutating func admit(_ id: RequestID, _ work: Work) {
    nextTicket += 1
    entries[nextTicket] = Entry(id: id, work: work)
    tickets[id] = nextTicket
    waiting.append(nextTicket)
  }

  /// Returns the next call to start, if one waits and there is room.
  mutating func startNext() -> (ticket: Ticket, work: Work)? {
    guard running.count < limit, let ticket = waiting.first, let entry = entries[ticket] else { return nil }
    waiting.removeFirst()
    running.insert(ticket)
    return (ticket, entry.work)
  }

  /// Must be called before the answer is written: a client that reads it may use the id again at once.
  mutating func freeID(of ticket: Ticket) {
    guard let id = entries[ticket]?.id, tickets[id] == ticket else { return }
    tickets[id] = nil
  }

  mutating func finish(_ ticket: Ticket) {
    freeID(of: ticket)
    running.remove(ticket)
    finishedCount += 1
    entries[ticket] = nil
  }

  mutating func cancel(_ id: RequestID) -> Cancellation {
    guard let ticket = tickets.removeValue(forKey: id), let work = entries[ticket]?.work else { return .unknown }
    if running.contains(ticket) {
      entries[ticket]?.isAnswerable = false
      return .running(ticket, work)
    }
    entries[ticket] = nil
    waiting.removeAll { $0 == ticket }
    return .waiting(work)
  }

  /// Abandons every call, and returns those that run and those that wait in the order they came.
  mutating func abandonAll() -> [(ticket: Ticket, work: Work)] {
    let abandoned = entries.filter(\.value.isAnswerable).sorted { $0.key < $1.key }.map { (ticket: $0, work: $1.work) }
    for (ticket, _) in abandoned { entries[ticket]?.isAnswerable = false }
    tickets = [:]
    waiting = []
    return abandoned
  }
}
