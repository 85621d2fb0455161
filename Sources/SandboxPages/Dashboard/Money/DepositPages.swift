import SandboxAPI
import SandboxModel

/// The list of deposits of all keys.
struct DepositListPage {
  let view: DashboardContext
  private let slice: ListSlice<Transfer>

  init(view: DashboardContext) throws {
    self.view = view
    slice = try view.store.transfers.deposits(view.cursor, limit: DashboardContext.listRows)
  }

  var frame: DashboardFrame {
    view.listFrame(.deposits, slice.rows.isEmpty ? empty : table.html + view.paging(slice, "/money/deposits"))
  }

  private var empty: HTML {
    EmptyState(
      sentence: .noDeposits, button: ("/samples/deposit", .makeSampleDeposit), command: view.examples.deposit
    ).html(view)
  }

  private var table: RowTable {
    RowTable(
      label: view.text(.deposits),
      columns: [
        .init(view.text(.reference), "name"), .init(view.text(.sum), "amount"), .init(view.text(.status), "status"),
        .init(view.text(.chain), "chain"), .init(view.text(.address), "hash"), .init(view.text(.created), "time"),
      ],
      rows: slice.rows.map { transfer in
        RowTable.Row(
          key: transfer.id,
          cells: [
            link(transfer),
            view.amount(transfer.amount.description, transfer.currency), transfer.badge(view),
            view.chain(transfer.chainId), view.value(transfer.address), view.time(transfer.detectedAt),
          ])
      })
  }

  private func link(_ transfer: Transfer) -> HTML {
    let path = "/money/deposits/\(view.context.settings.dialect.shown(transfer.id))"
    return "<a href=\"\(view.page.link(path))\"><bdi>\(transfer.depositReference ?? "")</bdi></a>"
  }
}

/// The page of one deposit.
struct DepositDetailPage {
  let view: DashboardContext
  let transfer: Transfer

  var frame: DashboardFrame {
    get throws {
      let id = view.context.settings.dialect.shown(transfer.id)
      return view.detailFrame(
        .deposits, title: transfer.depositReference ?? "", path: "/money/deposits/\(id)", badge: transfer.badge(view),
        facts: [
          (.sum, "\(transfer.amount.description) \(transfer.currency)"), (.chain, view.chain(transfer.chainId)),
          (.confirmations, "\(transfer.confirmationWords(view))"), (.address, view.value(transfer.address)),
          (.transaction, view.value(transfer.transactionHash)), (.depositId, view.value(id)),
          (.created, view.time(transfer.detectedAt)),
        ],
        try Timeline(view: view, deposit: transfer).html)
    }
  }
}

extension Transfer {
  func badge(_ view: DashboardContext) -> HTML {
    if droppedAt != nil { return view.badge(.bad, .transferDropped) }
    return confirmedAt == nil
      ? view.badge(.waiting, "\(view.text(.statusConfirming)) \(confirmationWords(view))")
      : view.badge(.good, .transferConfirmed)
  }

  func confirmationWords(_ view: DashboardContext) -> String {
    let required = Chain.find(chainId)?.requiredConfirmations ?? confirmations
    return view.text(.confirmationsSeen, ["seen": "\(confirmations)", "required": "\(required)"])
  }
}
