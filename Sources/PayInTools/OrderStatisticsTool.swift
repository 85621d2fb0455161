import JSON
import PayIn

/// Counts of orders, and sums by token.
enum OrderStatisticsTool {
  static let row = ToolRow("get_order_stats", .orderStatistics) { arguments in
    let filter = StatisticsFilter(arguments)
    return { client throws(PayInError) in
      let (record, warnings) = try await client.orderStatistics(filter)
      return ToolAnswer(record, Summary.statistics(ofOrders: record), warnings: warnings)
    }
  }
}

extension StatisticsFilter {
  init(_ arguments: JSONObject) {
    self.init(
      chainID: arguments.optional("chainId"), currency: arguments.optional("currency"),
      createdAfter: arguments.optional("createdAfter"), createdBefore: arguments.optional("createdBefore"))
  }
}

extension ToolAnswer {
  init(_ record: APIResource, _ summary: LocalizedText, warnings: [Warning]) {
    self.init(summary: summary, fields: record.fields, warnings: warnings)
  }
}
