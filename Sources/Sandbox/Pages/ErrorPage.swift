import HTTP

/// What a page's visitor sees when there is nothing to show.
enum ErrorPage {
  static func response(_ error: APIError, _ request: Request) -> HTTPResponse {
    let page = PageContext(request)
    let heading = page.text(heading(error))
    let content: HTML = """
      <article class="card notice">
      <p class="code">\(error.status)</p>
      <h1>\(heading)</h1>
      <p>\(page.text(detail(error), ["reason": error.message]))</p>
      </article>
      """
    let path = "/" + request.path.map(PercentEncoding.encode).joined(separator: "/")
    return WebPage(context: page, title: heading, path: path, content: content).response(status: error.status)
  }

  private static func heading(_ error: APIError) -> Phrase {
    switch error.status {
    case 404: .notFound
    case 403: .forbidden
    case 409: .refused
    case 400: .badRequest
    default: .failed
    }
  }

  private static func detail(_ error: APIError) -> Phrase {
    switch error.status {
    case 404: .notFoundDetail
    case 403: .forbiddenDetail
    default: .failedDetail
    }
  }
}
