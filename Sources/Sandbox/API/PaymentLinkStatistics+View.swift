import JSON

extension PaymentLinkStatistics {
  /// The same members in every dialect; only how an amount is written differs.
  func view(_ written: (TokenAmount) -> JSONValue) -> JSONObject {
    [
      "totalLinks": .number(JSONNumber(totalLinks)), "publishedLinks": .number(JSONNumber(publishedLinks)),
      "totalOrders": .number(JSONNumber(totalOrders)), "completedOrders": .number(JSONNumber(completedOrders)),
      "pendingOrders": .number(JSONNumber(pendingOrders)),
      "revenue": .object(JSONObject(revenue.map { JSONObject.Member(name: $0.currency, value: written($0.amount)) })),
      "conversionRate": .number(JSONNumber(conversionRate)),
    ]
  }
}
