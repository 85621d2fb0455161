/// What the sandbox should be, in the simplest words there are: no database, no text, no JSON. Money is in millionths,
/// times are milliseconds.
///
/// An order is pending until its confirmed sum reaches its amount, which completes it, or its grace period ends, which
/// expires it; either frees its address. Ids and hashes are the sandbox's.
struct ReferenceModel {
  private(set) var now: Int
  var pools: [String: ReferencePool]
  var orders: [String: ReferenceOrder] = [:]
  /// In order of creation.
  var orderIds: [String] = []
  var pending: Set<String> = []
  private(set) var ended = ["completed": 0, "expired": 0]
  var transfers: [String: ReferenceTransfer] = [:]
  /// In order of detection.
  var hashes: [String] = []
  /// Addresses by family, by reference.
  private(set) var bindings: [String: [String: String]] = [:]
  /// How many transfers the network has taken back and not given again.
  private(set) var dropped = 0
  var stories: [ReferenceStory] = []
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

  /// Plays the steps of stories and ends orders, each at its own time.
  /// - Returns: how many orders have expired on the way.
  @discardableResult
  mutating func advance(to time: Int) -> Int {
    var expired = 0
    while let (index, moment) = nextStep(until: time) {
      expired += expire(until: moment)
      now = moment
      playStep(of: index)
    }
    now = time
    return expired + expire(until: time)
  }

  private mutating func expire(until time: Int) -> Int {
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
    count(hash)
  }

  /// Counts a transfer that is new, or on the chain again.
  private mutating func count(_ hash: String) {
    guard let transfer = transfers[hash], transfer.refusal == nil else { return }
    if transfer.isConfirmed { transfers[hash]?.wasConfirmed = true }
    guard case .order(let id) = transfer.purpose else { return }
    orders[id]?.add(transfer.amount, hash, isConfirmed: transfer.isConfirmed)
    complete(id)
  }

  private mutating func complete(_ id: String) {
    if let order = orders[id], order.status == "pending", order.confirmed >= order.amount {
      end(id, "completed", at: now)
    }
  }

  /// A repeat can add nothing but confirmations, and an order that has ended wants none. A transfer that was taken back is
  /// on the chain again, by the rules of now.
  /// - Returns: why the transfer counts for nothing.
  mutating func confirm(_ hash: String, _ confirmations: Int) -> String? {
    guard let transfer = transfers[hash] else { return nil }
    if transfer.isDropped { return restore(hash, confirmations) }
    guard transfer.refusal == nil, !transfer.isConfirmed, confirmations > transfer.confirmations
    else {
      return transfer.refusal
    }
    if case .order(let id) = transfer.purpose, let refusal = orders[id]?.refusal(of: transfer.asset) {
      return refusal
    }
    transfers[hash]?.confirmations = confirmations
    if transfers[hash]?.isConfirmed == true { confirm([hash]) }
    return nil
  }

  /// All that a block confirms is there before an order is judged by it.
  private mutating func confirm(_ confirmed: [String]) {
    for hash in confirmed {
      transfers[hash]?.wasConfirmed = true
      guard let transfer = transfers[hash], case .order(let id) = transfer.purpose else { continue }
      orders[id]?.confirm(transfer.amount, hash)
    }
    for hash in confirmed { if case .order(let id) = transfers[hash]?.purpose { complete(id) } }
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
      guard let transfer = transfers[hash], transfer.counts,
        case .deposit(reference) = transfer.purpose
      else {
        return nil
      }
      return transfer
    }
  }
}

/// What a chain does after a transfer was seen.
extension ReferenceModel {
  typealias Selection = (ReferenceTransfer) -> Bool

  private func isOpen(_ transfer: ReferenceTransfer) -> Bool {
    guard case .order(let id) = transfer.purpose else { return true }
    return pending.contains(id)
  }

  /// The network takes the latest of these back that it can: what counts for an order that has ended is final.
  /// - Returns: its hash; nil if there is none.
  mutating func takeBack(_ isSelected: Selection) -> String? {
    let hash = hashes.last { hash in
      guard let transfer = transfers[hash], isSelected(transfer), !transfer.isDropped else {
        return false
      }
      return transfer.refusal != nil || isOpen(transfer)
    }
    guard let hash, let transfer = transfers[hash] else { return nil }
    if case .order(let id) = transfer.purpose, transfer.refusal == nil {
      orders[id]?.add(-transfer.amount, hash, isConfirmed: transfer.isConfirmed)
    }
    transfers[hash]?.isDropped = true
    transfers[hash]?.confirmations = 0
    dropped += 1
    return hash
  }

  /// Whether the address of a deposit is still that of its depositor.
  func canReturn(_ hash: String) -> Bool {
    guard let transfer = transfers[hash], case .deposit(let reference) = transfer.purpose else {
      return true
    }
    return bindings[reference]?[transfer.asset.family] == transfer.address
  }

  private mutating func restore(_ hash: String, _ confirmations: Int) -> String? {
    guard let transfer = transfers[hash] else { return nil }
    if case .order(let id) = transfer.purpose {
      transfers[hash]?.refusal = orders[id]?.refusal(of: transfer.asset)
    }
    transfers[hash]?.isDropped = false
    transfers[hash]?.confirmations = confirmations
    dropped -= 1
    count(hash)
    return transfers[hash]?.refusal
  }

  /// - Returns: how many transfers waited for confirmations.
  mutating func addBlocks(_ count: Int, _ isSelected: Selection) -> Int {
    func waiting() -> [String] {
      hashes.filter { hash in
        guard let transfer = transfers[hash], isSelected(transfer), transfer.counts else {
          return false
        }
        return !transfer.isConfirmed && isOpen(transfer)
      }
    }
    let first = waiting().count
    for _ in 0..<count {
      let block = waiting()
      for hash in block { transfers[hash]?.confirmations += 1 }
      confirm(block.filter { transfers[$0]?.isConfirmed == true })
    }
    return first
  }
}
