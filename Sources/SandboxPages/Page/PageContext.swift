import HTTP
import SandboxAPI
import SandboxModel

/// The language of a page, and the texts and links that depend on it.
struct PageContext: Sendable {
  let language: PageLanguage
  /// Whether `?lang=` has chosen the language. It overrides the browser's preference and is kept in every link.
  private let isChosen: Bool

  init(language: PageLanguage, isChosen: Bool = false) {
    self.language = language
    self.isChosen = isChosen
  }

  init(_ request: Request) {
    let chosen = request.query["lang"].flatMap(PageLanguage.init(code:))
    self.init(
      language: chosen ?? PageLanguage(accepting: request.headers["Accept-Language"]), isChosen: chosen != nil)
  }

  /// The text of a phrase; values replace their names in braces.
  func text(_ phrase: Phrase, _ values: KeyValuePairs<String, String> = [:]) -> String {
    values.reduce(phrase.text(in: language)) { text, pair in
      text.replacing("{\(pair.key)}", with: pair.value)
    }
  }

  /// A link to a path of the sandbox, with or without a query.
  func link(_ path: String) -> String {
    guard isChosen else { return path }
    return "\(path)\(path.contains("?") ? "&" : "?")lang=\(language.code)"
  }

  /// The date and time to the second with its zone, the same in every browser.
  func time(_ timestamp: Timestamp) -> HTML {
    "<time datetime=\"\(timestamp.description)\">\(utc(timestamp))</time>"
  }

  func chainName(_ chainId: String) -> String {
    Chain.find(chainId)?.name ?? chainId
  }
}

/// The input of a form (`application/x-www-form-urlencoded`).
struct PageForm {
  private let fields: Query

  init(_ request: Request) throws(APIError) {
    let type = request.headers["Content-Type"]?.lowercased() ?? ""
    guard type.hasPrefix("application/x-www-form-urlencoded"),
      let text = String(validating: request.body, as: UTF8.self),
      let fields = Query(text[...])
    else { throw .validation("The body must be a form") }
    self.fields = fields
  }

  /// The value; nil if it is absent or empty.
  subscript(name: String) -> String? { fields[name] }
}
