package import JSON

/// The pages of a public block explorer.
struct Explorer: Sendable, Equatable {
  private let addressPrefix: String
  private let transactionPrefix: String
  private let suffix: String

  /// An explorer with the paths that most share (EIP-3091).
  init(_ root: String, suffix: String = "") {
    addressPrefix = "\(root)/address/"
    transactionPrefix = "\(root)/tx/"
    self.suffix = suffix
  }

  /// An explorer with the paths of Tronscan.
  init(tronscan root: String) {
    addressPrefix = "\(root)/#/address/"
    transactionPrefix = "\(root)/#/transaction/"
    suffix = ""
  }

  func page(ofAddress address: String) -> String {
    addressPrefix + address + suffix
  }

  func page(ofTransaction hash: String) -> String {
    transactionPrefix + hash + suffix
  }
}

extension APIResource {
  /// The fields, followed by the links of address and transaction.
  package var fieldsWithLinks: JSONObject {
    links.members.reduce(into: fields) { $0.append($1.name, $1.value) }
  }

  /// The address's protocol, and explorer pages of address and transaction. Only for chains of the built-in table, and only
  /// for texts with the form of the chain's addresses and hashes.
  var links: JSONObject {
    var links: JSONObject = [:]
    if let chain = self["chainId"].flatMap({ AssetTable.builtIn[$0] }) {
      if fields["protocol"] == nil { links["protocol"] = chain.addressProtocol.map { .string($0.rawValue) } }
      links["addressUrl"] = self["address"].flatMap(chain.page(ofAddress:)).map(JSONValue.string)
      links["txUrl"] = self["txHash"].flatMap(chain.page(ofTransaction:)).map(JSONValue.string)
    }
    links["addressUrls"] = pagesByChain
    return links
  }

  /// The explorer pages of an address that is watched on several chains, by chain.
  private var pagesByChain: JSONValue? {
    guard let address = self["address"], let ids = fields["monitoredChains"]?.array else { return nil }
    var pages: JSONObject = [:]
    for id in ids.compactMap(\.string) {
      pages[id] = AssetTable.builtIn[id]?.page(ofAddress: address).map(JSONValue.string)
    }
    return pages.isEmpty ? nil : .object(pages)
  }
}

extension Chain {
  fileprivate func page(ofAddress address: String) -> String? {
    guard let explorer, addressProtocol?.isAddress(address) == true else { return nil }
    return explorer.page(ofAddress: address)
  }

  fileprivate func page(ofTransaction hash: String) -> String? {
    guard let explorer, addressProtocol?.isTransaction(hash) == true else { return nil }
    return explorer.page(ofTransaction: hash)
  }
}
