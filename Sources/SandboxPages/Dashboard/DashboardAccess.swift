import HTTP
import SandboxAPI
import SandboxModel

/// Access to the dashboard for browsers that have shown the control token. The token is in the URL only until a cookie
/// replaces it.
struct DashboardAccess {
  private static let purpose = "dashboard"

  let context: RequestContext

  /// Whether the browser has shown the token before.
  var isGranted: Bool {
    context.pageToken.isValid(cookie, Self.purpose)
  }

  /// The cookie that gives access; nil if the token is wrong.
  func grant(_ controlToken: String) -> String? {
    guard PageToken.areEqual(controlToken, context.settings.controlToken) else { return nil }
    return "\(name)=\(context.pageToken.make(Self.purpose)); Path=/; HttpOnly; SameSite=Strict"
  }

  private var cookie: String? {
    let pairs = context.request.headers["Cookie"]?.split(separator: ";").map { $0.drop { $0 == " " } } ?? []
    return pairs.first { $0.hasPrefix(name + "=") }.map { String($0.dropFirst(name.count + 1)) }
  }

  /// The cookie's name. It contains the port, because all ports of a host share cookies.
  private var name: String {
    "payin-sandbox-\(context.request.root.split(separator: ":").last ?? "")"
  }
}

/// The page that asks for the control token.
struct DashboardLogin {
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
