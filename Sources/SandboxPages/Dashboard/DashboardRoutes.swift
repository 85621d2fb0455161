import HTTP
import SandboxAPI
import SandboxModel

/// The routes of the dashboard. It shows the data of all keys, so it needs the control token.
enum DashboardRoutes {
  static let all =
    [
      Route(.get, "/", .page, show), Route(.post, "/", .page, enter),
      Route(.get, "/_events", .page, events),
    ] + MoneyRoutes.all + ControlsRoutes.all + SampleRoutes.all

  @Sendable private static func show(_ context: RequestContext) throws -> HTTPResponse {
    if let token = context.request.query["token"] { return answer(token, context) }
    return try guarded(context) { ActivityPage(view: $0).webPage.response() }
  }

  @Sendable private static func enter(_ context: RequestContext) throws -> HTTPResponse {
    answer(try PageForm(context.request)["token"] ?? "", context)
  }

  private static func answer(_ token: String, _ context: RequestContext) -> HTTPResponse {
    let page = PageContext(context.request)
    guard let cookie = DashboardAccess(context: context).grant(token) else {
      return DashboardLogin(page: page).response(isWrong: true)
    }
    return WebPage.seeOther(page.link("/"), cookie: cookie)
  }

  @Sendable private static func events(_ context: RequestContext) throws -> HTTPResponse {
    guard DashboardAccess(context: context).isGranted else { throw APIError.foreignForm }
    return context.streamEvents()
  }

  /// Answers browsers that have access, and asks the others for the token.
  static func guarded(
    _ context: RequestContext, _ respond: (DashboardContext) throws -> HTTPResponse
  ) throws -> HTTPResponse {
    let view = DashboardContext(context: context, page: PageContext(context.request))
    guard DashboardAccess(context: context).isGranted else {
      return DashboardLogin(page: view.page).response(isWrong: false)
    }
    return try respond(view)
  }

  /// Answers a form that a page of this dashboard has made, for a browser that has access.
  static func submitted(
    _ context: RequestContext, _ respond: (DashboardContext, PageForm) throws -> HTTPResponse
  ) throws -> HTTPResponse {
    let form = try PageForm(context.request)
    let view = DashboardContext(context: context, page: PageContext(context.request))
    guard DashboardAccess(context: context).isGranted, view.accepts(form) else { throw APIError.foreignForm }
    return try respond(view, form)
  }
}

/// A request to the dashboard: what a page of it needs.
struct DashboardContext {
  private static let purpose = "dashboard-form"

  let context: RequestContext
  let page: PageContext

  var store: SandboxStore { context.store }
  var now: Timestamp { context.now }

  func text(_ phrase: Phrase, _ values: KeyValuePairs<String, String> = [:]) -> String { page.text(phrase, values) }

  func text(_ story: StoryText) -> String { page.language == .chinese ? story.chinese : story.english }

  /// Redirects after a form, to a page that says what was done.
  func seeOther(_ path: String, note: Int?) -> HTTPResponse {
    let target = note.map { "\(path)?notice=\($0)" } ?? path
    return WebPage.seeOther(page.link(target))
  }

  /// A form that only browsers with access have been given.
  func form(_ action: String, _ content: HTML, kind: HTML = "action", id: HTML? = nil) -> HTML {
    """
    <form\(id.map { " id=\"\($0)\"" as HTML }) class="\(kind)" method="post" action="\(page.link(action))" novalidate>\
    <input type="hidden" name="token" value="\(context.pageToken.make(Self.purpose))">\(content)</form>
    """
  }

  func accepts(_ form: PageForm) -> Bool {
    context.pageToken.isValid(form["token"], Self.purpose)
  }

  /// A form with one button.
  func button(_ action: String, _ label: String, kind: HTML = "quiet", fields: [(HTML, String)] = []) -> HTML {
    let inputs: [HTML] = fields.map { "<input type=\"hidden\" name=\"\($0.0)\" value=\"\(exact: $0.1)\">" }
    return form(action, "\(inputs)<button class=\"\(kind)\">\(label)</button>")
  }
}
