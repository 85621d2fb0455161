import JSON
import PayIn

enum DepositTools {
  static let rows = [bind, unbind, getReference, listDeposits]

  private static let bind = ToolRow("bind_deposit_address", .bindDepositAddress, assets: AssetChoice.binding) {
    arguments throws(InvalidArguments) in
    let reference = try arguments.newReference("depositReference")
    let family = arguments.text("protocol")
    let metadata = try arguments.metadata()
    return { client throws(PayInError) in
      let result = try await client.bindDepositAddress(reference: reference, protocol: family, metadata: metadata)
      return ToolAnswer(result) { Summary.bound($0, reference) }
    }
  }

  private static let unbind = ToolRow("unbind_deposit_address", .unbindDepositAddress) { arguments in
    let reference = arguments.text("depositReference")
    return { client throws(PayInError) in
      let result = try await client.unbindDepositAddress(reference: reference)
      return ToolAnswer(result, known: [("depositReference", reference)]) { _ in Summary.unbound(reference) }
    }
  }

  private static let getReference = ToolRow("get_deposit_reference", .depositReference) { arguments in
    let reference = arguments.text("depositReference")
    return { client throws(PayInError) in
      var record = try await client.depositReference(reference)
      record.fill("depositReference", reference)
      return ToolAnswer(record, Summary.depositReference(record, reference))
    }
  }

  private static let listDeposits = ToolRow("list_deposits", .deposits) { arguments in
    let filter = DepositFilter(
      reference: arguments.optional("depositReference"), status: arguments.optional("status"),
      chainID: arguments.optional("chainId"), currency: arguments.optional("currency"))
    let position = arguments.position
    return { client throws(PayInError) in
      ToolAnswer(try await client.deposits(filter, at: position), rows: "deposits")
    }
  }
}

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
