import Testing

@testable import Sandbox
@testable import SandboxAPI
@testable import SandboxModel
@testable import SandboxPages

@Suite struct PaymentLinkStatisticsTests {
  @Test(arguments: [
    (0, 0, 0), (0, 3, 0), (1, 3, 33), (2, 3, 67), (1, 2, 50), (1, 8, 13), (1, 200, 1), (1, 201, 0), (4, 4, 100),
  ])
  func conversionRateIsRoundedHalfUp(_ completed: Int, _ total: Int, _ rate: Int) throws {
    var statistics = PaymentLinkStatistics(totalLinks: 1, publishedLinks: 1)
    for index in 0..<total {
      statistics.add(index < completed ? .completed : .expired, try TokenAmount("1"), of: "USDC")
    }
    #expect(statistics.conversionRate == rate)
    #expect(statistics.totalOrders == total)
    #expect(statistics.completedOrders == completed)
  }

  /// Doubles would make 0.30000000000000004 of it.
  @Test func revenueIsExactAndByToken() throws {
    var statistics = PaymentLinkStatistics(totalLinks: 0, publishedLinks: 0)
    statistics.add(.completed, try TokenAmount("0.1"), of: "USDT")
    statistics.add(.completed, try TokenAmount("5"), of: "USDC")
    statistics.add(.completed, try TokenAmount("0.2"), of: "USDT")
    statistics.add(.pending, try TokenAmount("9"), of: "USDC")
    statistics.add(.expired, try TokenAmount("9"), of: "PYUSD")
    #expect(statistics.revenue.map(\.currency) == ["USDT", "USDC"])
    #expect(statistics.revenue.map(\.amount.description) == ["0.3", "5"])
    #expect(statistics.pendingOrders == 1)
  }
}

extension PaymentLinkStatistics {
  fileprivate mutating func add(_ status: OrderStatus, _ amount: TokenAmount, of currency: String) {
    add(Entry(status: status, currency: currency, orders: 1, amount: amount, firstSequence: 1))
  }
}
