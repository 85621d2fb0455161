import SandboxAPI
import SandboxModel

/// The numbers of addresses in each state.
struct PoolPage {
  let view: DashboardContext
  private let pool: [(family: AddressProtocol, counts: AddressCounts)]

  init(view: DashboardContext) throws {
    self.view = view
    pool = try AddressProtocol.allCases.map { ($0, try view.store.pool.counts($0, now: view.now)) }
  }

  var frame: DashboardFrame {
    view.listFrame(
      .pool,
      """
      \(table.html)
      <p class="after">\(view.text(.poolDetail)) <a href="\(view.page.link("/controls"))#pool">\
      \(view.text(.controls))</a></p>
      """)
  }

  private var table: RowTable {
    RowTable(
      label: view.text(.pool),
      columns: [RowTable.Column(view.text(.family), "name")]
        + AddressState.allCases.map { RowTable.Column(view.text($0.name), "count") },
      rows: pool.map { family, counts in
        let link: HTML = "<a href=\"\(view.page.link("/money/pool/\(family.rawValue)"))\">\(family.rawValue)</a>"
        return RowTable.Row(key: family.rawValue, cells: [link] + AddressState.allCases.map { "\(counts[$0])" })
      })
  }
}

/// The addresses of one protocol.
struct AddressListPage {
  let view: DashboardContext
  let family: AddressProtocol
  private let slice: ListSlice<NumberedAddress>

  init(view: DashboardContext, family: AddressProtocol) throws {
    self.view = view
    self.family = family
    slice = try view.store.pool.slice(family, view.cursor, limit: DashboardContext.listRows, now: view.now)
  }

  var frame: DashboardFrame {
    let path = "/money/pool/\(family.rawValue)"
    return view.listFrame(
      .pool, title: view.text(.addressesOf, ["family": family.rawValue]), path: path,
      table.html + view.paging(slice, path))
  }

  private var table: RowTable {
    RowTable(
      label: view.text(.pool),
      columns: [
        .init(view.text(.address), "hash"), .init(view.text(.status), "status"),
        .init(view.text(.coolingUntil), "time"),
      ],
      rows: slice.rows.map { address in
        let isFree = address.state == .available
        let until: HTML? = address.state == .coolingDown ? address.coolingUntil.map { view.time($0) } : nil
        return RowTable.Row(
          key: address.address,
          cells: [
            view.value(address.address), view.badge(isFree ? .good : .plain, address.state.name), until ?? "",
          ])
      })
  }
}

extension AddressState {
  var name: Phrase {
    switch self {
    case .available: .available
    case .allocated: .allocated
    case .bound: .bound
    case .coolingDown: .cooling
    case .archived: .setAside
    }
  }
}
