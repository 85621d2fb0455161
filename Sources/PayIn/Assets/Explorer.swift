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
    var all = fields
    appendLinks(to: &all)
    return all
  }

  /// The address's protocol, and explorer pages of address and transaction. Only for chains of the built-in table, and only
  /// for texts with the form of the chain's addresses and hashes.
  var links: JSONObject {
    var links: JSONObject = [:]
    appendLinks(to: &links)
    return links
  }

  private func appendLinks(to object: inout JSONObject) {
    func append(_ name: String, _ value: JSONValue?) {
      if let value { object.append(name, value) }
    }
    if let chain = self["chainId"].flatMap({ AssetTable.builtIn[$0] }) {
      if fields["protocol"] == nil { append("protocol", chain.addressProtocol.map { .string($0.rawValue) }) }
      append("addressUrl", self["address"].flatMap(chain.page(ofAddress:)).map(JSONValue.string))
      append("txUrl", self["txHash"].flatMap(chain.page(ofTransaction:)).map(JSONValue.string))
    }
    append("addressUrls", pagesByChain)
  }

  /// The explorer pages of an address that is watched on several chains, by chain.
  private var pagesByChain: JSONValue? {
    guard let ids = fields["monitoredChains"]?.array, let address = self["address"] else { return nil }
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
