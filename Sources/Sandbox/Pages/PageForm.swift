import HTTP

/// What a form sent (`application/x-www-form-urlencoded`).
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

  /// Nil if it is absent or empty.
  subscript(name: String) -> String? { fields[name] }
}
