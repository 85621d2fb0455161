package import JSON

/// The pages of a public block explorer.
struct Explorer: Sendable, Equatable {
  private let addressPrefix: String
  private let transactionPrefix: String
  private let suffix: String

  /// With the paths that most explorers share (EIP-3091).
  init(_ root: String, suffix: String = "") {
    addressPrefix = "\(root)/address/"
    transactionPrefix = "\(root)/tx/"
    self.suffix = suffix
  }

  /// With the paths of Tronscan.
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
  /// The fields, and after them what belongs beside an address or a transaction.
  package var fieldsWithLinks: JSONObject {
    links.members.reduce(into: fields) { $0.append($1.name, $1.value) }
  }

  /// The address's protocol, and where people can look address and transaction up. Only for chains of the built-in table,
  /// and only what has the form that the chain's addresses and hashes have.
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

  /// Of an address that is watched on several chains.
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
