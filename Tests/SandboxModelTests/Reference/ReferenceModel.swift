/// What the sandbox should be, in the simplest words there are: no database, no text, no JSON. Money is in millionths,
/// times are milliseconds.
///
/// An order is pending until its confirmed sum reaches its amount, which completes it, or its grace period ends, which
/// expires it; either frees its address. Ids and hashes are the sandbox's.
struct ReferenceModel {
  private(set) var now: Int
  var pools: [String: ReferencePool]
  private(set) var orders: [String: ReferenceOrder] = [:]
  /// In order of creation.
  private(set) var orderIds: [String] = []
  private(set) var pending: Set<String> = []
  private(set) var ended = ["completed": 0, "expired": 0]
  private(set) var transfers: [String: ReferenceTransfer] = [:]
  /// In order of detection.
  private(set) var hashes: [String] = []
  /// Addresses by family, by reference.
  private(set) var bindings: [String: [String: String]] = [:]
  var links: [String: ReferenceLink] = [:]
  var linkIds: [String] = []

  init(now: Int, pools: [String: ReferencePool]) {
    (self.now, self.pools) = (now, pools)
  }

  mutating func take(_ family: String, for use: String) -> String? {
    pools[family]?.take(for: use, now)
  }

  mutating func place(_ order: ReferenceOrder) {
    orders[order.id] = order
    orderIds.append(order.id)
    pending.insert(order.id)
    if let link = order.link { links[link]?.reserved += 1 }
  }

  /// - Returns: how many orders have expired on the way.
  @discardableResult
  mutating func advance(to time: Int) -> Int {
    now = time
    let due = pending.filter { (orders[$0]?.endsAt ?? .max) <= time }
    for id in due { end(id, "expired", at: orders[id]?.endsAt ?? time) }
    return due.count
  }

  private mutating func end(_ id: String, _ status: String, at time: Int) {
    guard var order = orders[id] else { return }
    order.status = status
    order.endedAt = time
    orders[id] = order
    pending.remove(id)
    ended[status, default: 0] += 1
    pools[order.asset.family]?.release(order.address, at: time)
    guard let link = order.link else { return }
    links[link]?.reserved -= 1
    if status == "completed" { links[link]?.sold += 1 }
  }

  mutating func record(_ transfer: ReferenceTransfer, _ hash: String) {
    transfers[hash] = transfer
    hashes.append(hash)
    guard case .order(let id) = transfer.purpose, transfer.refusal == nil else { return }
    orders[id]?.detected += transfer.amount
    if transfer.isConfirmed { credit(id, transfer.amount, hash) }
  }

  private mutating func credit(_ id: String, _ amount: Int, _ hash: String) {
    orders[id]?.confirmed += amount
    orders[id]?.confirmedHashes.insert(hash)
    if let order = orders[id], order.confirmed >= order.amount { end(id, "completed", at: now) }
  }

  /// A repeat can add nothing but confirmations, and an order that has ended wants none.
  /// - Returns: why the transfer counts for nothing.
  mutating func confirm(_ hash: String, _ confirmations: Int) -> String? {
    guard var transfer = transfers[hash] else { return nil }
    guard transfer.refusal == nil, !transfer.isConfirmed, confirmations > transfer.confirmations else {
      return transfer.refusal
    }
    if case .order(let id) = transfer.purpose, let refusal = orders[id]?.refusal(of: transfer.asset) { return refusal }
    transfer.confirmations = confirmations
    transfers[hash] = transfer
    if case .order(let id) = transfer.purpose, transfer.isConfirmed { credit(id, transfer.amount, hash) }
    return nil
  }

  /// The address, be it new or not; nil if none is free.
  mutating func bind(_ reference: String, _ family: String) -> (address: String, isNew: Bool)? {
    if let bound = bindings[reference]?[family] { return (bound, false) }
    guard let address = take(family, for: "bound") else { return nil }
    bindings[reference, default: [:]][family] = address
    return (address, true)
  }

  /// - Returns: what was bound, by family.
  mutating func unbind(_ reference: String, _ family: String?) -> [String: String] {
    let ended = (bindings[reference] ?? [:]).filter { family == nil || $0.key == family }
    for (family, address) in ended {
      pools[family]?.release(address, at: now)
      bindings[reference]?[family] = nil
    }
    return ended
  }

  func deposits(_ reference: String) -> [ReferenceTransfer] {
    hashes.compactMap { hash in
      guard let transfer = transfers[hash], case .deposit(reference) = transfer.purpose else { return nil }
      return transfer
    }
  }
}
