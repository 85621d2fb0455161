import HTTP
import SandboxAPI
import SandboxModel

/// A page: the frame around its content, and the headers of its reply.
struct WebPage {
  let context: PageContext
  let title: String
  /// The names of files in `CPages`.
  var styles: [String] = ["page.css"]
  var scripts: [String] = []
  /// The path of the page, for links to the other languages.
  let path: String
  /// The seconds after which a browser without scripts reloads the page.
  var refresh: Int?
  let content: HTML

  func response(status: Int = 200) -> HTTPResponse {
    var response = Self.response(type: "text/html; charset=utf-8", Array(html.text.utf8))
    response.status = status
    return response
  }

  /// A reply that must not be cached.
  static func response(type: String, _ body: [UInt8]) -> HTTPResponse {
    HTTPResponse(status: 200, headers: headers(type: type, caching: "no-store"), body: body)
  }

  /// The redirect after a form was accepted (RFC 9110, section 15.4.4).
  static func seeOther(_ path: String, cookie: String? = nil) -> HTTPResponse {
    var headers = headers(type: "text/plain; charset=utf-8", caching: "no-store")
    headers.append("Location", path)
    if let cookie { headers.append("Set-Cookie", cookie) }
    return HTTPResponse(status: 303, headers: headers)
  }

  static func headers(type: String, caching: String) -> HTTPHeaders {
    [
      "Content-Type": type,
      "Cache-Control": caching,
      "Content-Security-Policy": """
      default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; \
      form-action 'self'; base-uri 'none'; frame-ancestors 'none'
      """,
      "X-Content-Type-Options": "nosniff",
      "Referrer-Policy": "no-referrer",
    ]
  }

  private var html: HTML {
    """
    <!DOCTYPE html>
    <html lang="\(context.language.rawValue)">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>\(title) – PayIn Sandbox</title>
    <link rel="icon" href="\(PageAssets.path("icon.svg"))">
    \(styles.map { "<link rel=\"stylesheet\" href=\"\(PageAssets.path($0))\">\n" as HTML })\
    \(scripts.map { "<script src=\"\(PageAssets.path($0))\" defer></script>\n" as HTML })\
    \(refresh.map { "<noscript><meta http-equiv=\"refresh\" content=\"\($0)\"></noscript>\n" as HTML })\
    </head>
    <body>
    <aside class="banner"><strong>\(context.text(.bannerTitle))</strong> \(context.text(.bannerDetail))</aside>
    <header class="top"><span class="brand">PayIn <span>Sandbox</span></span>\(languages)</header>
    <main>
    \(content)
    </main>
    </body>
    </html>

    """
  }

  private var languages: HTML {
    let links: [HTML] = PageLanguage.allCases.map { language in
      let current: HTML = language == context.language ? " aria-current=\"true\"" : ""
      return """
        <a href="\(PageContext(language: language, isChosen: true).link(path))" lang="\(language.rawValue)" hreflang="\(language.rawValue)"\(current)>\
        \(language.name)</a>
        """
    }
    return "<nav aria-label=\"\(context.text(.languages))\">\(links)</nav>"
  }
}

extension PageLanguage {
  /// The language's own name.
  fileprivate var name: String {
    switch self {
    case .english: "English"
    case .chinese: "中文"
    }
  }
}
