import JSON
import PayIn

enum DepositTools {
  static let all = [
    bind, unbind, getReference, listDeposits, WaitTools.deposit, listReferences, listTransfers, statistics,
  ]

  private static let bind = ToolDeclaration(
    "bind_deposit_address", in: .deposits, default: .on, .bindDepositAddress,
    confirmation: LocalizedText("Bind a deposit address", "绑定充值地址"), assets: AssetChoice.binding
  ) { arguments throws(InvalidArguments) in
    let reference = try arguments.newReference("depositReference")
    let family = arguments.text("protocol")
    let metadata = try arguments.metadata()
    return { client throws(PayInError) in
      let result = try await client.bindDepositAddress(reference: reference, protocol: family, metadata: metadata)
      return ToolAnswer(result) { Summary.bound($0, reference) }
    }
  }

  private static let unbind = ToolDeclaration(
    "unbind_deposit_address", in: .deposits, default: .on, .unbindDepositAddress,
    confirmation: LocalizedText("Release a deposit address", "解绑充值地址")
  ) { arguments in
    let reference = arguments.text("depositReference")
    return { client throws(PayInError) in
      let result = try await client.unbindDepositAddress(reference: reference)
      return ToolAnswer(result, known: [("depositReference", reference)]) { _ in Summary.unbound(reference) }
    }
  }

  static let getReference = ToolDeclaration(
    "get_deposit_reference", in: .deposits, default: .on, .depositReference
  ) { arguments in
    let reference = arguments.text("depositReference")
    return { client throws(PayInError) in
      var record = try await client.depositReference(reference)
      record.fill("depositReference", reference)
      return ToolAnswer(record, Summary.depositReference(record, reference))
    }
  }

  private static let listDeposits = ToolDeclaration(
    "list_deposits", in: .deposits, default: .on, .deposits, assets: AssetChoice.filter
  ) { arguments throws(InvalidArguments) in
    let filter = DepositFilter(
      reference: arguments.optional("depositReference"), status: arguments.optional("status"),
      chainID: arguments.optional("chainId"), currency: arguments.optional("currency"),
      range: try arguments.timeRange())
    let position = arguments.position
    return { client throws(PayInError) in
      let deposits = try await client.deposits(filter, at: position)
      var answer = ToolAnswer(deposits, rows: "deposits")
      answer.summary = .sentences(answer.summary, Summary.sums(ofDeposits: deposits.page.rows))
      return answer
    }
  }

  private static let listReferences = ToolDeclaration(
    "list_deposit_references", in: .deposits, default: .off, .depositReferences
  ) { arguments in
    let (search, position) = (arguments.optional("search"), arguments.position)
    return { client throws(PayInError) in
      ToolAnswer(try await client.depositReferences(search: search, at: position), rows: "references")
    }
  }

  private static let listTransfers = ToolDeclaration(
    "list_transfers", in: .deposits, default: .off, .transfers, assets: AssetChoice.filter
  ) { arguments in
    let filter = TransferFilter(arguments)
    let position = arguments.position
    return { client throws(PayInError) in
      ToolAnswer(try await client.transfers(filter, at: position), rows: "transfers")
    }
  }

  private static let statistics = ToolDeclaration(
    "get_deposit_stats", in: .deposits, default: .off, .depositStatistics
  ) { _ in
    { client throws(PayInError) in
      let (record, warnings) = try await client.depositStatistics()
      return ToolAnswer(record, Summary.statistics(ofDeposits: record), warnings: warnings)
    }
  }
}

extension TransferFilter {
  fileprivate init(_ arguments: JSONObject) {
    self.init()
    orderID = arguments.optional("orderId")
    depositReference = arguments.optional("depositReference")
    businessType = arguments.optional("businessType")
    status = arguments.optional("status")
    chainID = arguments.optional("chainId")
    currency = arguments.optional("currency")
    detectedAfter = arguments.optional("detectedAfter")
    detectedBefore = arguments.optional("detectedBefore")
  }
}
