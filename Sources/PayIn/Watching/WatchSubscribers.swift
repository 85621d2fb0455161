/// Who waits for what, and how often it has to be looked at for them. Pure: its owner polls.
struct WatchSubscribers: Sendable {
  typealias Ticket = UInt64

  private struct Entry: Sendable {
    let key: ExactText
    let ceiling: Duration
  }

  private var entries: [Ticket: Entry] = [:]
  private var nextTicket: Ticket = 0

  var isEmpty: Bool { entries.isEmpty }

  mutating func join(_ key: ExactText, ceiling: Duration) -> Ticket {
    nextTicket += 1
    entries[nextTicket] = Entry(key: key, ceiling: ceiling)
    return nextTicket
  }

  /// The key that nobody waits for any more, if this was the last who did.
  mutating func leave(_ ticket: Ticket) -> ExactText? {
    guard let key = entries.removeValue(forKey: ticket)?.key else { return nil }
    return entries.values.contains { $0.key == key } ? nil : key
  }

  /// In the order they came.
  func tickets(for key: ExactText) -> [Ticket] {
    entries.filter { $0.value.key == key }.keys.sorted()
  }

  /// That of the least patient; nil if nobody waits.
  func ceiling(for key: ExactText) -> Duration? {
    entries.values.filter { $0.key == key }.map(\.ceiling).min()
  }
}
