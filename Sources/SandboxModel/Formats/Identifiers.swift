import Digest
import Formats

/// Ids, addresses and hashes that look random and are derived from a seed: the same seed and the same calls give the
/// same sandbox.
package struct Identifiers: Sendable {
  package let seed: UInt64

  package init(seed: UInt64) {
    self.seed = seed
  }

  /// The identifiers of a database. The seed it was made with stays: a second one could give out an id twice.
  /// - Parameter wanted: the seed of a new database; random if nil.
  package init(storedIn database: Database, wanted: UInt64?) throws(DatabaseError) {
    let stored = try database.first("SELECT seed FROM sandbox") { row throws(DatabaseError) in try row.integer() }
    if let stored {
      seed = UInt64(bitPattern: stored)
      return
    }
    seed = wanted ?? UInt64.random(in: .min ... .max)
    try database.execute("INSERT INTO sandbox (seed) VALUES (?)", [.integer(Int64(bitPattern: seed))])
  }

  /// An id such as `ord_` and 16 hexadecimal digits.
  package func id(_ prefix: String, _ number: Int64) -> String {
    "\(prefix)_\(hex(digest(prefix, number).prefix(8)))"
  }

  /// A slug of 10 base58 characters.
  package func slug(_ number: Int64) -> String {
    String(Base58.encode(digest("slug", number)).prefix(10))
  }

  package func address(_ addressProtocol: AddressProtocol, _ number: Int64) -> String {
    let digest = digest("address-\(addressProtocol.rawValue)", number)
    return switch addressProtocol {
    case .evm: "0x" + hex(digest.prefix(20))
    case .tron: Base58.encodeChecked([0x41] + digest.prefix(20))
    case .solana: Base58.encode(digest)
    }
  }

  package func transactionHash(_ addressProtocol: AddressProtocol, _ number: Int64) -> String {
    let digest = digest("transaction", number)
    return switch addressProtocol {
    case .evm: "0x" + hex(digest)
    case .tron: hex(digest)
    case .solana: Base58.encode(digest + self.digest("transaction-2", number))
    }
  }

  private func digest(_ kind: String, _ number: Int64) -> [UInt8] {
    SHA256.hash("\(seed)/\(kind)/\(number)".utf8)
  }

  private func hex(_ bytes: some Sequence<UInt8>) -> String {
    Hexadecimal.encode(bytes)
  }
}
