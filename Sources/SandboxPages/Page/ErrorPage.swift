import Formats
import HTTP
package import SandboxAPI
import SandboxModel

/// A page that shows an error.
struct ErrorPage {
  let status: Int
  let heading: Phrase
  let detail: Phrase
  var reason = ""

  func response(to request: Request) -> HTTPResponse {
    let page = PageContext(request)
    let content: HTML = """
      <article class="card error">
      <p class="code">\(status)</p>
      <h1>\(page.text(heading))</h1>
      <p>\(page.text(detail, ["reason": reason]))</p>
      </article>
      """
    let path = "/" + request.path.map(PercentEncoding.encode).joined(separator: "/")
    return WebPage(context: page, title: page.text(heading), path: path, content: content).response(status: status)
  }
}

extension ErrorPage {
  /// The page for an error of the API.
  init(_ error: APIError) {
    switch error.status {
    case 404: self.init(status: 404, heading: .notFound, detail: .notFoundDetail)
    case 403: self.init(status: 403, heading: .forbidden, detail: .forbiddenDetail)
    case 400: self.init(status: 400, heading: .badRequest, detail: .failedDetail, reason: error.message)
    default: self.init(status: error.status, heading: .failed, detail: .failedDetail, reason: error.message)
    }
  }

  /// The page for a link that cannot be bought.
  init(_ refusal: CheckoutRefusal) {
    switch refusal {
    case .notPublished: self.init(status: 410, heading: .linkClosed, detail: .linkDraftDetail)
    case .archived: self.init(status: 410, heading: .linkClosed, detail: .linkArchivedDetail)
    case .expired: self.init(status: 410, heading: .linkExpired, detail: .linkExpiredDetail)
    case .soldOut: self.init(status: 409, heading: .soldOut, detail: .soldOutDetail)
    default: self.init(APIError(refusal))
    }
  }
}

extension BrowserPages {
  /// All pages of the sandbox.
  package static let all = BrowserPages(
    routes: PageAssets.routes + OrderPageRoutes.all + CheckoutPageRoutes.all + DashboardRoutes.all
  ) { error, request in ErrorPage(error).response(to: request) }
}
