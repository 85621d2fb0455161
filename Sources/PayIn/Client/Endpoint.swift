import Formats
package import JSON

/// An operation with its arguments filled in; everything of a request but where it goes and who sends it.
package struct Endpoint: Sendable {
  package let operation: Operation
  /// The operation's route with its colon parts replaced, percent-encoded.
  package let path: String
  /// Percent-encoded, with its question mark, or empty.
  package let query: String
  package let body: JSONObject?

  /// - Parameters:
  ///   - parts: one value for each colon part of the route.
  ///   - query: left out where the value is nil.
  /// - Throws: `invalid_arguments` if a part is empty, `.`, `..` or `stats`, which would name another route.
  package init(
    _ operation: Operation, parts: [String] = [], query: [(name: String, value: String?)] = [],
    body: JSONObject? = nil
  ) throws(PayInError) {
    self.operation = operation
    path = try Self.fill(operation, parts)
    let given = query.compactMap { name, value in value.map { "\(name)=\(PercentEncoding.encode($0))" } }
    self.query = given.isEmpty ? "" : "?" + given.joined(separator: "&")
    self.body = body
  }

  /// Whether the path would be another route's: what is below `/orders` and `/payment-links` is not only ids.
  private static func isReserved(_ value: String, for part: String) -> Bool {
    ["", ".", ".."].contains(value) || (value == "stats" && ["id", "orderId"].contains(part))
  }

  private static func fill(_ operation: Operation, _ values: [String]) throws(PayInError) -> String {
    var remaining = values[...]
    var path = ""
    for part in operation.routeParts {
      guard part.isPlaceholder else {
        path += part.text
        continue
      }
      guard let value = remaining.popFirst(), !isReserved(value, for: part.text) else {
        throw PayInError(.invalidArguments, operation, outcome: .notSent, retry: .never, field: part.text)
      }
      path += "/"
      path += PercentEncoding.encode(value)
    }
    precondition(remaining.isEmpty, "a value without a place in the route")
    return path
  }
}
