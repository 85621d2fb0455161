/// Decides for each origin which requests run and which wait, in the order of arrival.
///
/// libcurl has a queue of its own, but starts its entries a round late and cannot drop one without a handle.
struct HostQueue {
  typealias ID = UInt64
  typealias Instant = ContinuousClock.Instant

  private struct Entry {
    let id: ID
    let deadline: Instant
  }

  /// An origin is in the list while a request runs there.
  private struct Host {
    let origin: Origin
    var running = 1
    var waiting: [Entry] = []
  }

  private let limit: Int
  /// One process calls one API and few receivers of webhooks: comparing is quicker than hashing three texts.
  private var hosts: [Host] = []

  init(limit: Int) {
    self.limit = limit
  }

  /// Returns whether the request may start now; else it waits for `finish` to name it.
  mutating func add(_ id: ID, to origin: Origin, deadline: Instant) -> Bool {
    guard let index = index(of: origin) else {
      hosts.append(Host(origin: origin))
      return true
    }
    let starts = hosts[index].running < limit
    if starts { hosts[index].running += 1 } else { hosts[index].waiting.append(Entry(id: id, deadline: deadline)) }
    return starts
  }

  /// Notes that a running request has ended. Returns the one that starts in its place.
  mutating func finish(at origin: Origin) -> ID? {
    guard let index = index(of: origin) else { preconditionFailure("nothing runs there") }
    if !hosts[index].waiting.isEmpty { return hosts[index].waiting.removeFirst().id }
    hosts[index].running -= 1
    if hosts[index].running == 0 { hosts.remove(at: index) }
    return nil
  }

  private func index(of origin: Origin) -> Int? {
    hosts.firstIndex { $0.origin == origin }
  }

  /// Removes a waiting request.
  mutating func remove(_ id: ID, from origin: Origin) {
    if let index = index(of: origin) { hosts[index].waiting.removeAll { $0.id == id } }
  }

  /// Removes and returns the requests that wait past their deadline.
  mutating func removeExpired(at now: Instant) -> [ID] {
    guard let earliestDeadline, earliestDeadline <= now else { return [] }
    var expired: [ID] = []
    for index in hosts.indices {
      expired += hosts[index].waiting.filter { $0.deadline <= now }.map(\.id)
      hosts[index].waiting.removeAll { $0.deadline <= now }
    }
    return expired
  }

  /// The time at which `removeExpired` has work next.
  var earliestDeadline: Instant? {
    guard hosts.contains(where: { !$0.waiting.isEmpty }) else { return nil }
    return hosts.lazy.flatMap(\.waiting).map(\.deadline).min()
  }
}
