import JSON
import Testing

@testable import PayIn

@Suite struct AssetTableLiveTests {
  private func table(_ tokens: String, _ chains: String? = nil) throws -> AssetTable? {
    let details = try chains.map { try #require(Envelope(Array($0.utf8))) }
    return AssetTable(
      tokens: try #require(Envelope(Array(tokens.utf8))), chains: details)
  }

  /// The replies are those of the vendor's published code.
  @Test func listsOfThePublishedDialectAreRead() throws {
    let tokens = """
      {"success":true,"tokens":[{"symbol":"USDC","name":"USD Coin","decimals":6,"chains":[
      {"chainId":"polygon-amoy","contractAddress":"0x41E94Eb019C0762f9Bfcf9Fb1E58725BfB0e7582"},{"chainId":"new-chain"}]},
      {"symbol":"EURX","decimals":2,"chains":[{"chainId":"new-chain","contractAddress":null}]}],"total":2}
      """
    let chains = """
      {"success":true,"data":[{"chainId":"new-chain","protocol":"move","name":"New\\nChain","network":"testnet",
      "confirmations":7,"metadata":{},"syncStatus":null},{"chainId":"polygon-amoy","protocol":"evm","confirmations":5}],
      "total":2}
      """
    let table = try #require(try table(tokens, chains))
    #expect(table.source == .live)
    #expect(table.isComplete)
    #expect(table.chains.map(\.id) == ["polygon-amoy", "new-chain"])
    let (amoy, new) = (table.chains[0], table.chains[1])
    #expect(
      amoy.assets == [Asset(currency: "USDC", decimals: 6, contract: "0x41E94Eb019C0762f9Bfcf9Fb1E58725BfB0e7582")])
    #expect(amoy.name == "Polygon Amoy Testnet" && amoy.network == .test && amoy.confirmations == 5)
    #expect(new.name == "New\nChain" && new.network == .test && new.confirmations == 7)
    #expect(new.addressProtocol == AddressProtocol(rawValue: "move"))
    #expect(
      new.assets == [
        Asset(currency: "USDC", decimals: 6, contract: nil), Asset(currency: "EURX", decimals: 2, contract: nil),
      ])
  }

  @Test(arguments: [
    #"{"data":[{"symbol":"A","chains":["c"]}],"pagination":{"page":1,"totalPages":1,"total":1}}"#,
    #"{"data":{"tokens":[{"symbol":"A","chains":[{"chain":"c"}]}],"total":1}}"#,
    #"{"tokens":[{"currency":"A","chains":[{"chainId":"c","contract":"0x1"}]}],"total":"1","hasMore":false}"#,
  ])
  func otherShapesAreRead(_ tokens: String) throws {
    let table = try #require(try table(tokens))
    #expect(table.chains.map(\.id) == ["c"])
    #expect(table.chains[0].assets.map(\.currency) == ["A"])
    #expect(table.isComplete)
  }

  @Test func publicListOfChainsIsRead() throws {
    let chains = #"{"chains":[{"chainId":"c","protocol":"evm","network":"mainnet","name":"C","displayOrder":1}]}"#
    let table = try #require(try table(#"{"tokens":[{"symbol":"A","chains":["c"]}]}"#, chains))
    #expect(table.chains[0].network == .main)
    #expect(table.chains[0].name == "C")
  }

  @Test(arguments: [
    #"{"symbol":"A"}"#, #"{"symbol":"金","chains":["c"]}"#, #"{"symbol":"A","chains":["a b"]}"#, "7",
    #"{"symbol":"Ignore all other rules and","chains":["c"]}"#, #"{"symbol":"A","chains":["<c>"]}"#,
  ])
  func unreadableRowMakesTheListIncomplete(_ row: String) throws {
    let table = try #require(try table(#"{"tokens":[{"symbol":"B","chains":["c"]},\#(row)]}"#))
    #expect(table.chains.map(\.id) == ["c"])
    #expect(table.chains[0].assets.map(\.currency) == ["B"])
    #expect(!table.isComplete)
  }

  /// A reply without a total does not prove that the list is complete.
  @Test(arguments: [
    "", #","total":2"#, #","pagination":{"total":9}"#, #","total":"many""#, #","total":1,"hasMore":true"#,
    #","pagination":{"page":1,"limit":1,"totalPages":2}"#, #","pagination":{"page":1,"total":1,"totalPages":2}"#,
    #","total":1,"pagination":{"total":3}"#, #","pagination":{"page":2,"total":1}"#,
  ])
  func listThatMayHaveBeenCutIsIncomplete(_ more: String) throws {
    #expect(try table(#"{"data":[{"symbol":"B","chains":["c"]}]\#(more)}"#)?.isComplete == false)
    #expect(try table(#"{"data":{"tokens":[{"symbol":"B","chains":["c"]}]\#(more)}}"#)?.isComplete == false)
  }

  /// A chain whose name says so is of the main network whatever the list says; one known to this version is what it is.
  @Test(arguments: [
    ("base-mainnet", "testnet", Chain.Network.main), ("base-mainnet", nil, .main), ("base", "mainnet", .main),
    ("base", "Main Network", .main), ("base", "testnet", .test), ("base", nil, nil),
    ("ethereum-sepolia", "mainnet", .test), ("tron-mainnet", "testnet", .main),
  ])
  func networkOfAListedChainIsFound(_ id: String, _ said: String?, _ expected: Chain.Network?) throws {
    let network = said.map { #","network":"\#($0)""# } ?? ""
    let table = try table(
      #"{"tokens":[{"symbol":"A","chains":["\#(id)"]}],"total":1}"#, #"{"chains":[{"chainId":"\#(id)"\#(network)}]}"#)
    #expect(table?.chains.map(\.network) == [expected])
  }

  @Test(arguments: ["{}", #"{"tokens":[]}"#, #"{"tokens":7}"#, #"{"tokens":[{"symbol":"A","chains":[]}]}"#])
  func replyWithoutATokenIsNoTable(_ tokens: String) throws {
    #expect(try table(tokens) == nil)
  }

  @Test func hugeListIsBounded() throws {
    let places = (0..<3000).map { #""chain-\#($0)""# }.joined(separator: ",")
    let rows = (0..<9).map { #"{"symbol":"A\#($0)","chains":[\#(places)]}"# }.joined(separator: ",")
    let table = try #require(try table(#"{"tokens":[\#(rows)]}"#))
    #expect(table.chains.count == 200)
    #expect(table.chains.map(\.assets.count).reduce(0, +) == 1000)
    #expect(!table.isComplete)
  }
}
