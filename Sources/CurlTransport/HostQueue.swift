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

  /// An origin has an entry while a request runs there.
  private struct Host {
    var running: Int
    var waiting: [Entry] = []
  }

  private let limit: Int
  private var hosts: [Origin: Host] = [:]

  init(limit: Int) {
    self.limit = limit
  }

  /// Returns whether the request may start now; else it waits for `finish` to name it.
  mutating func add(_ id: ID, to origin: Origin, deadline: Instant) -> Bool {
    guard var host = hosts.removeValue(forKey: origin) else {
      hosts[origin] = Host(running: 1)
      return true
    }
    let starts = host.running < limit
    if starts { host.running += 1 } else { host.waiting.append(Entry(id: id, deadline: deadline)) }
    hosts[origin] = host
    return starts
  }

  /// Notes that a running request has ended. Returns the one that starts in its place.
  mutating func finish(at origin: Origin) -> ID? {
    guard var host = hosts.removeValue(forKey: origin) else { preconditionFailure("nothing runs there") }
    let next = host.waiting.isEmpty ? nil : host.waiting.removeFirst().id
    if next == nil { host.running -= 1 }
    if host.running > 0 { hosts[origin] = host }
    return next
  }

  /// Removes a waiting request.
  mutating func remove(_ id: ID, from origin: Origin) {
    hosts[origin]?.waiting.removeAll { $0.id == id }
  }

  /// Removes and returns the requests that wait past their deadline.
  mutating func removeExpired(at now: Instant) -> [ID] {
    guard let earliestDeadline, earliestDeadline <= now else { return [] }
    var expired: [ID] = []
    for origin in hosts.keys {
      expired += hosts[origin]?.waiting.filter { $0.deadline <= now }.map(\.id) ?? []
      hosts[origin]?.waiting.removeAll { $0.deadline <= now }
    }
    return expired
  }

  /// The time at which `removeExpired` has work next.
  var earliestDeadline: Instant? {
    hosts.values.lazy.flatMap(\.waiting).map(\.deadline).min()
  }
}
