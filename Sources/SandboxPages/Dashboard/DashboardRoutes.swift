import HTTP

/// The page for the sandbox's owner. It shows what all keys have made, so it asks for the control token.
enum DashboardRoutes {
  static let all = [Route(.get, "/", .page, show), Route(.post, "/", .page, enter)]

  @Sendable private static func show(_ call: Call) throws -> HTTPResponse {
    let page = PageContext(call.request)
    if let token = call.request.query["token"] { return answer(token, call, page) }
    guard DashboardAccess(call: call).isGranted else { return DashboardGate(page: page).response(isWrong: false) }
    return DashboardPage(dashboard: try Dashboard(call), page: page).webPage.response()
  }

  @Sendable private static func enter(_ call: Call) throws -> HTTPResponse {
    answer(try PageForm(call.request)["token"] ?? "", call, PageContext(call.request))
  }

  private static func answer(_ token: String, _ call: Call, _ page: PageContext) -> HTTPResponse {
    guard let cookie = DashboardAccess(call: call).grant(token) else {
      return DashboardGate(page: page).response(isWrong: true)
    }
    return WebPage.seeOther(page.link("/"), cookie: cookie)
  }
}

/// Who may see the dashboard: whoever once showed the control token. It is in the address only until it is answered
/// with a cookie.
struct DashboardAccess {
  private static let purpose = "dashboard"

  let call: Call

  /// The browser's proof that it has shown the token.
  var isGranted: Bool {
    call.pageToken.isValid(cookie, Self.purpose)
  }

  /// What makes the browser remember; nil if the token is wrong.
  func grant(_ controlToken: String) -> String? {
    guard PageToken.areEqual(controlToken, call.settings.controlToken) else { return nil }
    return "\(name)=\(call.pageToken.make(Self.purpose)); Path=/; HttpOnly; SameSite=Strict"
  }

  private var cookie: String? {
    let pairs = call.request.headers["Cookie"]?.split(separator: ";").map { $0.drop { $0 == " " } } ?? []
    return pairs.first { $0.hasPrefix(name + "=") }.map { String($0.dropFirst(name.count + 1)) }
  }

  /// Cookies are shared by all ports of a host, hence the port.
  private var name: String {
    "payin-sandbox-\(call.request.root.split(separator: ":").last ?? "")"
  }
}

/// Asks for the control token.
struct DashboardGate {
  let page: PageContext

  func response(isWrong: Bool) -> HTTPResponse {
    WebPage(
      context: page, title: page.text(.dashboard), styles: ["page.css", "dashboard.css"], path: "/",
      content: content(isWrong: isWrong)
    ).response(status: 403)
  }

  private func content(isWrong: Bool) -> HTML {
    let wrong: HTML = "<p class=\"wrong\" id=\"wrong\" role=\"alert\">\(page.text(.tokenWrong))</p>"
    let mark: HTML = " aria-invalid=\"true\" aria-describedby=\"wrong\""
    return """
      <article class="card gate">
      <h1>\(page.text(.dashboard))</h1>
      <p>\(page.text(.tokenDetail))</p>
      \(isWrong ? wrong : .nothing)
      <form method="post" action="\(page.link("/"))">
      <label for="token">\(page.text(.token))</label>
      <input id="token" name="token" type="password" autocomplete="off" required\(isWrong ? mark : .nothing)>
      <button>\(page.text(.open))</button>
      </form>
      </article>
      """
  }
}
