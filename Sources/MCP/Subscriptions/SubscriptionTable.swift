import JSONRPC

/// The table of listeners and the resources and tasks they listen to. Its owner watches these and sends the updates.
///
/// A ticket stands for one resource or task of one listener. Open requests, resources and tasks take a place each; those
/// of a request from its opening, although it is not known yet which of them there are.
struct SubscriptionTable {
  typealias Ticket = UInt64

  enum Listener: Hashable {
    /// The session that a handshake opened, which subscribes to one resource after the other.
    case session
    /// A `subscriptions/listen` that is still open.
    case request(RequestID)
  }

  enum Topic: Equatable {
    case resource(uri: String)
    case task(id: String)
  }

  struct Subscription: Equatable {
    let listener: Listener
    let topic: Topic
  }

  private let limit: Int
  private var subscriptions: [Ticket: Subscription] = [:]
  private var requests: Set<RequestID> = []
  /// The places of open requests that are still looked for.
  private var reserved: [RequestID: Int] = [:]
  private var postponed: [Subscription] = []
  private var nextTicket: Ticket = 0

  init(limit: Int) {
    self.limit = limit
  }

  subscript(ticket: Ticket) -> Subscription? {
    subscriptions[ticket]
  }

  func hasRoom(for count: Int) -> Bool {
    subscriptions.count + requests.count + reserved.values.reduce(0, +) + count <= limit
  }

  func isOpen(_ id: RequestID) -> Bool {
    requests.contains(id)
  }

  func isSubscribed(_ uri: String) -> Bool {
    subscriptions.values.contains(Subscription(listener: .session, topic: .resource(uri: uri)))
  }

  // MARK: Opening

  /// - Parameter places: what the request may come to listen to, until `settle`.
  mutating func open(_ id: RequestID, reserving places: Int = 0) {
    requests.insert(id)
    reserved[id] = places
  }

  /// Frees the reserved places that a request does not need.
  mutating func settle(_ id: RequestID) {
    reserved[id] = nil
  }

  mutating func admit(_ topic: Topic, for listener: Listener) -> Ticket {
    if case .request(let id) = listener, let places = reserved[id], places > 0 { reserved[id] = places - 1 }
    nextTicket += 1
    subscriptions[nextTicket] = Subscription(listener: listener, topic: topic)
    return nextTicket
  }

  // MARK: Closing

  /// Ends a subscription whose resource or task changes no more. A postponed update is still to be sent.
  mutating func end(_ ticket: Ticket) {
    subscriptions[ticket] = nil
  }

  /// Removes a subscription, for which nothing is sent any more. Returns the tickets to stop watching for.
  mutating func unsubscribe(_ uri: String) -> [Ticket] {
    remove { $0 == Subscription(listener: .session, topic: .resource(uri: uri)) }
  }

  mutating func close(_ listener: Listener) -> [Ticket] {
    if case .request(let id) = listener {
      requests.remove(id)
      reserved[id] = nil
    }
    return remove { $0.listener == listener }
  }

  private mutating func remove(_ shouldRemove: (Subscription) -> Bool) -> [Ticket] {
    let tickets = subscriptions.filter { shouldRemove($0.value) }.map(\.key)
    for ticket in tickets { subscriptions[ticket] = nil }
    postponed.removeAll(where: shouldRemove)
    return tickets
  }

  // MARK: Slow clients

  /// Postpones an update until the client reads again. Several updates of one resource or task become one.
  mutating func postpone(_ ticket: Ticket) {
    guard let subscription = subscriptions[ticket], !postponed.contains(subscription) else { return }
    postponed.append(subscription)
  }

  mutating func takePostponed() -> [Subscription] {
    defer { postponed = [] }
    return postponed
  }
}
