import JSON
import TestSupport
import Testing

@testable import PayIn

@Suite struct PaymentURITests {
  private static let evm = "0xfb6916095ca1df60bb79Ce92ce3ea74c37c5d359"
  private static let solana = "mvines9iiHiQTysrwkJjGf2gb9Ex9jXJX8ns3qwf2kN"
  private static let tron = "TLsydYU5FaNfjfiAYX9St9AnskPQZctoYW"
  private static let usdc = "EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v"

  struct Row: Sendable {
    let amount: String
    let token: PayableToken
    let address: String
    let uri: String?
  }

  private static let rows = [
    // The examples of ERC-681, with the digits that their exponents stand for and the chain that they leave open.
    Row(
      amount: "2.014", token: .evmCoin(chain: 1), address: evm, uri: "ethereum:\(evm)@1?value=2014000000000000000"),
    Row(
      amount: "1", token: .erc20(contract: "0x89205a3a3b2a69de6dbf7f01ed13b2108b2c43e7", decimals: 0, chain: 1),
      address: "0x8e23ee67d1332ad560396262c48ffbb01f93d052",
      uri: "ethereum:0x89205a3a3b2a69de6dbf7f01ed13b2108b2c43e7@1/transfer"
        + "?address=0x8e23ee67d1332ad560396262c48ffbb01f93d052&uint256=1"),
    // The examples of Solana Pay.
    Row(
      amount: "0.01", token: .splToken(mint: usdc, decimals: 6), address: solana,
      uri: "solana:\(solana)?amount=0.01&spl-token=\(usdc)"),
    Row(
      amount: "00.50", token: .splToken(mint: usdc, decimals: 6), address: solana,
      uri: "solana:\(solana)?amount=0.5&spl-token=\(usdc)"),
    Row(amount: "49.99", token: .tron, address: tron, uri: "tron:\(tron)"),
    // The last digit of 18, more digits than any integer has, and trailing zeros beyond the token's decimals.
    Row(
      amount: "0.000000000000000001", token: .evmCoin(chain: 137), address: evm, uri: "ethereum:\(evm)@137?value=1"),
    Row(
      amount: "99999999999999.999999999999999999", token: .evmCoin(chain: 1), address: evm,
      uri: "ethereum:\(evm)@1?value=99999999999999999999999999999999"),
    Row(
      amount: "10.500000000", token: .splToken(mint: usdc, decimals: 6), address: solana,
      uri: "solana:\(solana)?amount=10.5&spl-token=\(usdc)"),
    // One digit too fine, nothing, no number, more than 64 bits hold, and an address of another family.
    Row(amount: "1.0000001", token: .splToken(mint: usdc, decimals: 6), address: solana, uri: nil),
    Row(amount: "0.00", token: .evmCoin(chain: 1), address: evm, uri: nil),
    Row(amount: "1e6", token: .evmCoin(chain: 1), address: evm, uri: nil),
    Row(amount: "-1", token: .evmCoin(chain: 1), address: evm, uri: nil),
    Row(amount: "1.", token: .evmCoin(chain: 1), address: evm, uri: nil),
    Row(amount: "", token: .evmCoin(chain: 1), address: evm, uri: nil),
    Row(amount: "١", token: .evmCoin(chain: 1), address: evm, uri: nil),
    Row(amount: "18446744073709.551616", token: .splToken(mint: usdc, decimals: 6), address: solana, uri: nil),
    Row(amount: "1" + String(repeating: "0", count: 59), token: .evmCoin(chain: 1), address: evm, uri: nil),
    Row(amount: "1", token: .tron, address: evm, uri: nil), Row(amount: "1", token: .tron, address: "", uri: nil),
    Row(amount: "1", token: .evmCoin(chain: 1), address: evm + "?value=9", uri: nil),
  ]

  @Test func everyFormIsAsItsSpecificationWritesIt() {
    for row in Self.rows {
      #expect(PaymentURI.text(paying: row.amount, in: row.token, to: row.address) == row.uri, "\(row)")
    }
  }

  @Test func depositAddressStandsAlone() {
    #expect(PaymentURI.text(ofDepositAddress: Self.evm, .evm) == "ethereum:\(Self.evm)")
    #expect(PaymentURI.text(ofDepositAddress: Self.tron, .tron) == "tron:\(Self.tron)")
    #expect(PaymentURI.text(ofDepositAddress: Self.solana, .solana) == nil)
    #expect(PaymentURI.text(ofDepositAddress: Self.tron, .evm) == nil)
    #expect(PaymentURI.text(ofDepositAddress: Self.evm, AddressProtocol(rawValue: "bitcoin")) == nil)
  }

  /// Amounts of every length, of tokens with 0 to 24 decimals, calculated by Python's exact fractions.
  @Test func anotherProgramCalculatesTheSameURIs() throws {
    var generator = SeededGenerator(seed: RandomizedTests.seed(otherwise: 681))
    let cases = (0..<400).map { _ -> (amount: String, decimals: Int, isSolana: Bool) in
      let (whole, fraction) = (Int.random(in: 1...62, using: &generator), Int.random(in: 0...24, using: &generator))
      func digits(_ count: Int) -> String {
        String((0..<count).map { _ in "000123456789".randomElement(using: &generator) ?? "0" })
      }
      let shortened = Bool.random(using: &generator) ? whole : whole % 12 + 1
      let amount = digits(shortened) + (fraction > 0 ? "." + digits(fraction) : "")
      return (amount, Int.random(in: 0...24, using: &generator), Bool.random(using: &generator))
    }
    let questions = cases.map { "\($0.isSolana ? "solana" : "evm") \($0.decimals) \($0.amount)" }
    let (status, output) = try PythonPeer.answers(
      of: "Tests/PayInTests/Payment/peer.py", to: questions.joined(separator: "\n"))
    #expect(status == 0)
    let ours = cases.map { amount, decimals, isSolana in
      PaymentURI.text(
        paying: amount,
        in: isSolana
          ? .splToken(mint: Self.usdc, decimals: decimals)
          : .erc20(contract: "0x89205a3a3b2a69de6dbf7f01ed13b2108b2c43e7", decimals: decimals, chain: 42161),
        to: isSolana ? Self.solana : Self.evm) ?? "none"
    }
    let theirs = output.split(separator: "\n").map(String.init)
    #expect(theirs.count == cases.count && theirs.contains("none") && theirs.count { $0 != "none" } > 50)
    for (index, question) in questions.enumerated() where index < theirs.count {
      #expect(ours[index] == theirs[index], "\(question)")
    }
  }
}
