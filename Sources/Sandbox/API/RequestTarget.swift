/// What the request line asks for, in one of the forms that a server must understand (RFC 9112, section 3.2).
struct RequestTarget {
  /// Host and port of the absolute form, as they were written. It counts instead of the `Host` field.
  let authority: String?
  /// Path and query; `*` for the server itself.
  let pathAndQuery: Substring
  /// Whether the absolute form has a scheme other than `http`.
  let isOfAnotherScheme: Bool

  /// - Returns: nil if it is none of these forms, such as the host and port of `CONNECT`.
  init?(_ text: String) {
    if text.utf8.first == UInt8(ascii: "/") || text == "*" {
      (authority, pathAndQuery, isOfAnotherScheme) = (nil, text[...], false)
      return
    }
    guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")), text.utf8[colon...].starts(with: "://".utf8) else {
      return nil
    }
    let rest = text[colon...].unicodeScalars.dropFirst(3)
    let end = rest.firstIndex { $0 == "/" || $0 == "?" } ?? rest.endIndex
    authority = String(rest[..<end])
    let path = Substring(rest[end...])
    pathAndQuery = path.utf8.first == UInt8(ascii: "/") ? path : "/" + path
    isOfAnotherScheme = text[..<colon].lowercased() != "http"
  }
}
