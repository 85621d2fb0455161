import HTTP

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
