import SandboxAPI
import SandboxModel

/// The stream of requests, webhooks and controls, newest first.
struct ActivityPage {
  /// With 20 a page full of deliveries weighed 46 kB, and a page is to stay below 40.
  static let rows = 15

  let view: DashboardContext
  private let kind: ActivityEntry.Kind?
  private let before: Int?
  private let entries: [ActivityEntry]
  private let hasMore: Bool

  init(view: DashboardContext) {
    self.view = view
    let query = view.context.request.query
    kind = query["kind"].flatMap(ActivityEntry.Kind.init)
    before = query["before"].flatMap { Int($0) }
    let found = view.context.settings.activity.newest(Self.rows + 1, kind, before: before)
    entries = Array(found.prefix(Self.rows))
    hasMore = found.count > Self.rows
  }

  var webPage: WebPage {
    DashboardFrame(
      view: view, place: .activity, title: view.text(.activity), path: "/",
      sections: before == nil ? [.activity] : [], refresh: before == nil ? 10 : nil,
      aside: "<p>\(view.text(.clockNow)) \(view.time(view.now))</p>",
      content: """
        \(filter)
        <div class="news" data-news><button type="button" class="quiet" hidden></button></div>
        <div data-section="log">\(entries.isEmpty ? empty : list)</div>
        """
    ).webPage
  }

  private var list: HTML {
    let rows: [HTML] = entries.map { ActivityRow(view: view, entry: $0).html }
    return "<ol class=\"log\">\n\(rows)</ol>\n\(more)"
  }

  private var empty: HTML {
    EmptyState(
      sentence: .noActivity, button: ("/samples/order", .makeSampleOrder), command: view.examples.order
    ).html(view)
  }

  private var filter: HTML {
    let kinds: [ActivityEntry.Kind?] = [nil] + ActivityEntry.Kind.allCases
    return PageTabs(
      label: view.text(.filter),
      links: kinds.map { ($0.map { "/?kind=\($0.rawValue)" } ?? "/", view.text($0.name), $0 == kind) }
    ).html(view.page)
  }

  private var more: HTML {
    let query = kind.map { "&kind=\($0.rawValue)" } ?? ""
    let older: HTML? = hasMore ? entries.last.map { link("/?before=\($0.number)\(query)", .older) } : nil
    let newest: HTML? = before == nil ? nil : link(kind.map { "/?kind=\($0.rawValue)" } ?? "/", .newest)
    return "<p class=\"paging\">\(newest)\(older)<span>\(view.text(.activityBound))</span></p>"
  }

  private func link(_ path: String, _ name: Phrase) -> HTML {
    "<a href=\"\(view.page.link(path))\">\(view.text(name))</a>"
  }
}

extension ActivityEntry.Kind? {
  fileprivate var name: Phrase {
    switch self {
    case nil: .everyKind
    case .requests: .requests
    case .webhooks: .webhooks
    case .controls: .clockAndControls
    }
  }
}
