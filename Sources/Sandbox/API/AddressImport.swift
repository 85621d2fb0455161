import JSON

/// Addresses that somebody adds to the pool, checked: all of them or none.
struct AddressImport {
  static let maximumCount = 1000

  let addresses: [(address: String, addressProtocol: AddressProtocol)]

  init(_ fields: Fields) throws(APIError) {
    guard let items = fields["addresses"]?.array, 1...Self.maximumCount ~= items.count else {
      throw .invalid("addresses", "must be a list of 1 to \(Self.maximumCount) {address, protocol}")
    }
    var addresses: [(String, AddressProtocol)] = []
    for (index, item) in items.enumerated() { addresses.append(try Self.address(item, "addresses[\(index)]")) }
    self.addresses = addresses
  }

  /// A path of derivation and a master key may come with it; the sandbox derives nothing.
  private static func address(_ item: JSONValue, _ place: String) throws(APIError) -> (String, AddressProtocol) {
    guard let family = item["protocol"]?.string.flatMap(AddressProtocol.init) else {
      let choices = AddressProtocol.allCases.map(\.rawValue).joined(separator: ", ")
      throw .invalid("\(place).protocol", "must be one of \(choices)")
    }
    guard let address = item["address"]?.string.flatMap({ AddressFormat.normalised($0, family) }) else {
      throw .invalid("\(place).address", "must be an address of protocol \(family.rawValue)")
    }
    return (address, family)
  }

  /// - Returns: how many the pool did not have before.
  func add(to pool: AddressPool, at time: Timestamp) throws -> Int {
    try addresses.count { try pool.add($0.address, $0.addressProtocol, at: time) }
  }
}
