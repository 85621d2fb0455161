import Testing

@testable import Sandbox
@testable import SandboxAPI
@testable import SandboxModel
@testable import SandboxPages

@Suite struct PayerActionTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let asset: (currency: String, chainId: String)
    let missing: String
    let payments: [String: String]
    var testDescription: String { "\(missing) \(asset.currency) on \(asset.chainId)" }
  }

  @Test(arguments: [
    Row(
      asset: ("USDC", "ethereum-sepolia"), missing: "10.5",
      payments: [
        "exact": "10.5 USDC ethereum-sepolia", "partial": "5.25 USDC ethereum-sepolia",
        "over": "11.55 USDC ethereum-sepolia", "wrong_token": "10.5 USDT ethereum-sepolia",
        "wrong_chain": "10.5 USDC polygon-amoy",
      ]),
    // The only token of its chain.
    Row(
      asset: ("USDC", "xlayer-testnet"), missing: "3",
      payments: [
        "exact": "3 USDC xlayer-testnet", "partial": "1.5 USDC xlayer-testnet", "over": "3.3 USDC xlayer-testnet",
        "wrong_chain": "3 USDC ethereum-sepolia",
      ]),
    // No other chain of its family has that token.
    Row(
      asset: ("USDT", "ethereum-sepolia"), missing: "2",
      payments: [
        "exact": "2 USDT ethereum-sepolia", "partial": "1 USDT ethereum-sepolia", "over": "2.2 USDT ethereum-sepolia",
        "wrong_token": "2 USDC ethereum-sepolia", "wrong_chain": "2 USDC polygon-amoy",
      ]),
    // The only one of its family; a half is rounded down and a tenth up.
    Row(
      asset: ("USDT", "tron-nile"), missing: "0.000003",
      payments: [
        "exact": "0.000003 USDT tron-nile", "partial": "0.000001 USDT tron-nile", "over": "0.000004 USDT tron-nile",
      ]),
    Row(
      asset: ("USDT", "tron-nile"), missing: "0.000001",
      payments: ["exact": "0.000001 USDT tron-nile", "over": "0.000002 USDT tron-nile"]),
    Row(asset: ("USDT", "tron-nile"), missing: "0", payments: [:]),
  ])
  func buttonsPayWhatTheySay(_ row: Row) throws {
    let missing = try TokenAmount(row.missing)
    let details = try Self.details(
      try Order.make(asset: row.asset, amount: "100"), received: try TokenAmount("100").remaining(after: missing))
    // A payment that is not confirmed yet and one that comes late are of the whole missing amount.
    var payments = row.payments
    for name in ["unconfirmed", "late"] { payments[name] = row.payments["exact"] }
    #expect(Self.offered(for: details) == payments)
  }

  @Test(arguments: [OrderStatus.completed, .expired])
  func endedOrderIsPaidOnlyLate(_ status: OrderStatus) throws {
    let details = try Self.details(try Order.make(status: status))
    #expect(Self.offered(for: details) == ["late": "10.5 USDC ethereum-sepolia"])
  }

  /// The payments of the buttons that are offered.
  private static func offered(for details: OrderDetails) -> [String: String] {
    let offered = PayerAction.allCases.filter { $0.isOffered(for: details) }
    let payments = offered.map { action in
      let payment = action.payment(for: details)
      return (action.rawValue, payment.map { "\($0.amount) \($0.asset.currency) \($0.asset.chain.id)" } ?? "nothing")
    }
    return Dictionary(uniqueKeysWithValues: payments)
  }

  private static func details(_ order: Order, received: TokenAmount = .zero) throws -> OrderDetails {
    let state = try OrderPageState(order, TransferRepository.Received(detected: received), now: order.createdAt)
    return OrderDetails(shownId: order.id, order: order, state: state, transfers: [], now: order.createdAt)
  }
}
