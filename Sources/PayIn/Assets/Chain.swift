/// A chain of blocks and the tokens on it that can be paid with.
package struct Chain: Sendable, Equatable {
  package enum Network: String, Sendable {
    /// Its tokens have no value.
    case test = "testnet"
    case main = "mainnet"

    /// The main network if the id of a chain says so: it has the word `mainnet`, as `base-mainnet` has, or it is another
    /// name of a known chain of that network alone, as `eip155:1` is. Nil otherwise: an id proves no test network.
    init?(namedBy chainID: String) {
      let words = chainID.lowercased().split { !$0.isLetter && !$0.isNumber }
      let folded = Chain.fold(chainID)
      let known = folded.isEmpty ? [] : AssetTable.builtIn.chains.filter { $0.names.contains(folded) }
      guard words.contains("mainnet") || !known.isEmpty && known.allSatisfy({ $0.network == .main }) else { return nil }
      self = .main
    }
  }

  /// The chain's id in the API.
  package let id: String
  package let name: String?
  package let network: Network?
  package let addressProtocol: AddressProtocol?
  /// The number of blocks, the transfer's own included, after which a transfer counts.
  package let confirmations: Int?
  package let assets: [Asset]
  let explorer: Explorer?

  func asset(_ currency: String) -> Asset? {
    assets.first { $0.currency.utf8.elementsEqual(currency.utf8) }
  }
}

/// A token on one chain.
package struct Asset: Sendable, Equatable {
  package let currency: String
  /// The most digits after the point that the token has; nil if the API did not say it.
  package let decimals: Int?
  /// The address of the token's contract.
  package let contract: String?
}

extension Chain {
  /// The names that people write instead of `id`, in the form of `fold`: the name, the ecosystem's other names, the number of
  /// EIP-155. Several chains share a name; a chain of the wrong network is never meant.
  var names: [String] {
    [id, name ?? id, ecosystem].map(Self.fold)
      + (Self.ecosystemNames[ecosystem] ?? []) + (Self.ownNames[id] ?? [])
  }

  /// The name that a test network shares with its main network: `tron` of `tron-nile`.
  var ecosystem: String { Self.ecosystem(of: id) }

  static func ecosystem(of id: String) -> String {
    String(id.prefix { $0 != "-" })
  }

  private static let ecosystemNames = [
    "ethereum": ["eth", "ether", "erc20", "ethereumerc20"],
    "polygon": ["matic", "pol", "polygonpos"],
    "arbitrum": ["arb", "arbitrumone"],
    "xlayer": ["okb", "okx", "okxxlayer", "xlayerokx"],
    "tron": ["trx", "trc20", "trontrc20"],
    "solana": ["sol", "spl"],
  ]

  private static let ownNames = [
    "ethereum-sepolia": ["sepolia", "11155111", "eip15511155111"],
    "polygon-amoy": ["amoy", "mumbai", "80002", "eip15580002"],
    "arbitrum-sepolia": ["421614", "eip155421614"],
    "xlayer-testnet": ["195", "eip155195"],
    "tron-nile": ["nile", "shasta"],
    "solana-devnet": ["devnet", "solanatestnet"],
    "ethereum-mainnet": ["mainnet", "1", "eip1551"],
    "polygon-mainnet": ["137", "eip155137"],
    "arbitrum-mainnet": ["42161", "eip15542161"],
    "xlayer-mainnet": ["196", "eip155196"],
  ]

  /// Letters and digits of ASCII, in lower case.
  static func fold(_ text: String) -> String {
    let bytes = text.utf8.compactMap { byte -> UInt8? in
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte | 0x20
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): byte
      default: nil
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
