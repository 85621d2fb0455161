import JSON
import PayIn

extension DepositTools {
  static let further = [listReferences, listTransfers, statistics]

  private static let listReferences = ToolRow("list_deposit_references", .depositReferences) { arguments in
    let (search, position) = (arguments.optional("search"), arguments.position)
    return { client throws(PayInError) in
      ToolAnswer(try await client.depositReferences(search: search, at: position), rows: "references")
    }
  }

  private static let listTransfers = ToolRow("list_transfers", .transfers) { arguments in
    let filter = transferFilter(arguments)
    let position = arguments.position
    return { client throws(PayInError) in
      ToolAnswer(try await client.transfers(filter, at: position), rows: "transfers")
    }
  }

  private static let statistics = ToolRow("get_deposit_stats", .depositStatistics) { _ in
    { client throws(PayInError) in
      let (record, warnings) = try await client.depositStatistics()
      return ToolAnswer(record, Summary.statistics(ofDeposits: record), warnings: warnings)
    }
  }

  private static func transferFilter(_ arguments: JSONObject) -> TransferFilter {
    var filter = TransferFilter()
    filter.orderID = arguments.optional("orderId")
    filter.depositReference = arguments.optional("depositReference")
    filter.businessType = arguments.optional("businessType")
    filter.status = arguments.optional("status")
    filter.chainID = arguments.optional("chainId")
    filter.currency = arguments.optional("currency")
    filter.detectedAfter = arguments.optional("detectedAfter")
    filter.detectedBefore = arguments.optional("detectedBefore")
    return filter
  }
}
