import HTTP
import SandboxAPI
import SandboxModel

/// The places of the dashboard.
enum DashboardPlace: String, CaseIterable {
  case activity = "/"
  case money = "/money"
  case controls = "/controls"

  var name: Phrase {
    switch self {
    case .activity: .activity
    case .money: .money
    case .controls: .controls
    }
  }
}

/// A page of the dashboard: navigation, a notice of what a form has done, and the content. What changes while it is open
/// is replaced by the script.
struct DashboardFrame {
  let view: DashboardContext
  let place: DashboardPlace
  let title: String
  /// The path of the page, without its query.
  let path: String
  /// The changes after which the script reads the page again; none for a page that does not change.
  var sections: [ChangeFeed.Section] = []
  /// The seconds after which a browser without scripts reloads the page.
  var refresh: Int?
  /// What stands beside the heading.
  var aside: HTML = .nothing
  /// What stands between the navigation and the heading.
  var above: HTML = .nothing
  let content: HTML

  var webPage: WebPage {
    WebPage(
      context: view.page, title: title, styles: ["page.css", "dashboard.css"], scripts: ["dashboard.js"], path: path,
      refresh: refresh,
      content: """
        <div class="dashboard" data-live="\(sections.map(\.rawValue).joined(separator: " "))" data-stream="/_events" \
        data-number="\(number)" \
        data-new="\(view.text(.newEntries))" data-changed="\(view.text(.changed))" data-copied="\(view.text(.copied))" \
        data-on="\(view.text(.live))" data-off="\(view.text(.notLive))">
        <div class="bar">\(navigation)<p class="state" role="status" data-state></p></div>
        \(notice)\(above)
        <div class="heading"><h1>\(title)</h1>\(aside)</div>
        \(content)
        </div>
        """)
  }

  /// The number of the last change before the page was made.
  private var number: Int { view.context.settings.changes.number }

  private var navigation: HTML {
    let links: [HTML] = DashboardPlace.allCases.map { target in
      let current: HTML = target == place ? " aria-current=\"page\"" : ""
      return "<a href=\"\(view.page.link(target.rawValue))\"\(current)>\(view.text(target.name))</a>"
    }
    return "<nav class=\"places\" aria-label=\"\(view.text(.dashboard))\">\(links)</nav>"
  }

  /// What the last form has done, which the log knows by its number.
  private var notice: HTML {
    guard let number = view.context.request.query["notice"].flatMap({ Int($0) }),
      let entry = view.context.settings.activity.find(number), case .control(let action) = entry.content
    else { return .nothing }
    let kind: HTML = action.hasFailed ? "notice bad" : "notice"
    return "<p class=\"\(kind)\" role=\"status\">\(action.sentence(view))</p>"
  }
}

/// A list of links, of which one is the current page.
struct PageTabs {
  let label: String
  let links: [(path: String, name: String, isCurrent: Bool)]

  func html(_ page: PageContext) -> HTML {
    let items: [HTML] = links.map { link in
      let current: HTML = link.isCurrent ? " aria-current=\"page\"" : ""
      return "<a href=\"\(page.link(link.path))\"\(current)>\(link.name)</a>"
    }
    return "<nav class=\"tabs\" aria-label=\"\(label)\">\(items)</nav>"
  }
}
