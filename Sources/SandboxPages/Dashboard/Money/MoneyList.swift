import SandboxAPI
import SandboxModel

/// The lists below Money.
enum MoneyList: String, CaseIterable {
  case orders = "/money"
  case deposits = "/money/deposits"
  case links = "/money/links"
  case pool = "/money/pool"
  case webhooks = "/money/webhooks"

  var name: Phrase {
    switch self {
    case .orders: .orders
    case .deposits: .deposits
    case .links: .links
    case .pool: .pool
    case .webhooks: .webhooks
    }
  }

  func tabs(_ view: DashboardContext) -> HTML {
    PageTabs(
      label: view.text(.money),
      links: Self.allCases.map { ($0.rawValue, view.text($0.name), $0 == self) }
    ).html(view.page)
  }
}

extension DashboardContext {
  static let listRows = 20

  /// The place in a list that the query names.
  var cursor: ListCursor {
    let query = context.request.query
    if let number = query["before"].flatMap({ Int64($0) }) { return .before(number) }
    if let number = query["after"].flatMap({ Int64($0) }) { return .after(number) }
    return .newest
  }

  /// A page with a list. The script keeps it up to date on its first page.
  func listFrame(_ list: MoneyList, title: String? = nil, path: String? = nil, _ content: HTML) -> DashboardFrame {
    DashboardFrame(
      view: self, place: .money, title: title ?? text(list.name), path: path ?? list.rawValue,
      sections: [.records], refresh: 10, aside: "<p>\(text(.clockNow)) \(time(now))</p>", above: list.tabs(self),
      content: """
        <div class="news" data-news><button type="button" class="quiet" hidden></button></div>
        <div data-section="list">\(content)</div>
        """)
  }

  /// A page of one subject: what it is, what can be done, and what has happened to it, at the end because it grows.
  func detailFrame(
    _ list: MoneyList, title: String, path: String, badge: HTML, facts: [(Phrase, HTML)], actions: HTML = .nothing,
    _ rest: HTML
  ) -> DashboardFrame {
    DashboardFrame(
      view: self, place: .money, title: title, path: path, sections: [.records], refresh: 10,
      aside: "<p data-section=\"badge\">\(badge)</p>", above: list.tabs(self),
      content: """
        <div class="news" data-news><button type="button" class="quiet" hidden></button></div>
        <section class="card" data-section="facts">\(self.facts(facts))<div class="actions">\(actions)</div></section>
        <div data-section="rest">\(rest)</div>
        """)
  }

  /// Links to the rows before and after those that are shown.
  func paging<Row: Sendable>(_ slice: ListSlice<Row>, _ path: String) -> HTML {
    func link(_ cursor: ListCursor?, _ name: Phrase, _ relation: HTML) -> HTML? {
      let query: String? =
        switch cursor {
        case .before(let number): "?before=\(number)"
        case .after(let number): "?after=\(number)"
        case .newest, nil: nil
        }
      return query.map { "<a rel=\"\(relation)\" href=\"\(page.link(path + $0))\">\(text(name))</a>" }
    }
    return """
      <p class="paging">\(link(slice.newer, .newer, "prev"))\(link(slice.older, .older, "next"))</p>
      """
  }
}
