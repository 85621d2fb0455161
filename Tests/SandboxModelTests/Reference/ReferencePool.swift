/// The addresses of one family of chains. Times are milliseconds.
struct ReferencePool {
  struct Address {
    let text: String
    /// `allocated` or `bound` while the address is in use.
    var use: String?
    var isArchived = false
    var recycledAt: Int?
    var restsUntil = Int.min

    func state(_ now: Int) -> String {
      if let use { return use }
      return isArchived ? "archived" : restsUntil > now ? "coolingDown" : "available"
    }
  }

  static let restMilliseconds = 30 * 60_000

  /// The oldest first.
  private(set) var addresses: [Address]

  init(_ texts: [String]) {
    addresses = texts.map { Address(text: $0) }
  }

  /// Whose turn is when: never recycled before recycled, then the one recycled first, then the oldest.
  private func queue(_ now: Int) -> [Int] {
    addresses.indices.filter { addresses[$0].state(now) == "available" }
      .sorted { (addresses[$0].recycledAt ?? .min, $0) < (addresses[$1].recycledAt ?? .min, $1) }
  }

  mutating func take(for use: String, _ now: Int) -> String? {
    guard let index = queue(now).first else { return nil }
    addresses[index].use = use
    return addresses[index].text
  }

  mutating func release(_ text: String, at time: Int) {
    for index in addresses.indices where addresses[index].text == text {
      addresses[index].use = nil
      addresses[index].recycledAt = time
      addresses[index].restsUntil = time + Self.restMilliseconds
    }
  }

  /// Archives or restores an address by hand; returns false if it is in use.
  mutating func setArchived(_ isArchived: Bool, _ index: Int, _ now: Int) -> Bool {
    guard addresses[index].use == nil || !isArchived else { return false }
    guard addresses[index].use == nil, addresses[index].isArchived != isArchived else { return true }
    addresses[index].isArchived = isArchived
    addresses[index].recycledAt = now
    addresses[index].restsUntil = .min
    return true
  }

  /// Archives the free addresses, except the first ones in the queue.
  mutating func drain(leaving count: Int, _ now: Int) {
    let staying = queue(now).prefix(count)
    for index in addresses.indices where addresses[index].use == nil && !staying.contains(index) {
      addresses[index].isArchived = true
    }
  }

  func hasFree(_ now: Int) -> Bool {
    !queue(now).isEmpty
  }

  /// Archives what is not in use.
  /// - Returns: which addresses that were.
  mutating func takeOut() -> [Int] {
    let taken = addresses.indices.filter { addresses[$0].use == nil && !addresses[$0].isArchived }
    for index in taken { addresses[index].isArchived = true }
    return taken
  }

  mutating func putBack(_ taken: [Int]) {
    for index in taken { addresses[index].isArchived = false }
  }

  mutating func refill() {
    for index in addresses.indices { addresses[index].isArchived = false }
  }

  func counts(_ now: Int) -> [String: Int] {
    var counts = [
      "total": addresses.count, "available": 0, "allocated": 0, "bound": 0, "coolingDown": 0, "archived": 0,
    ]
    for address in addresses { counts[address.state(now), default: 0] += 1 }
    return counts
  }
}
