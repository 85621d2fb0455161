import HTTP
import JSON

extension RequestDetail {
  /// The largest reply that is searched for an error: those of the API are far smaller.
  private static let maximumErrorBytes = 64 * 1024
  private static let longestText = 300

  /// Takes from a request and its reply what may be shown: no key is whole.
  init(_ request: Request, _ response: HTTPResponse) {
    key = request.headers["Authorization"].map(Self.masked)
    requestId = (response.headers["X-Request-Id"] ?? request.headers["X-Request-Id"])
      .map { Self.shortened(LoggedTarget.masked($0)) }
    guard response.body.count <= Self.maximumErrorBytes,
      response.status >= 400 || response.body.starts(with: #"{"success":false"#.utf8),
      let body = try? JSONParser.parse(response.body).object
    else { return }
    errorName = (body["code"]?.string ?? body["error"]?.string).map(Self.shortened)
    errorMessage = body["message"]?.string.map(Self.shortened)
  }

  /// The prefix, and the last four characters if they are less than a third of the key.
  private static func masked(_ header: String) -> String {
    let key = header.split(separator: " ").last ?? ""
    guard key.hasPrefix("pk_") else { return "…" }
    return key.utf8.count >= 16 ? "pk_…\(key.suffix(4))" : "pk_…"
  }

  private static func shortened(_ text: String) -> String {
    text.unicodeScalars.count > longestText ? String(text.unicodeScalars.prefix(longestText)) + "…" : text
  }
}
