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
