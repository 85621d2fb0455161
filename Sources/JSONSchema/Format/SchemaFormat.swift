/// The formats that are checked, not only noted.
package enum SchemaFormat: String, Sendable, CaseIterable {
  /// RFC 3339, section 5.6.
  case dateTime = "date-time"
  /// RFC 3986, with a scheme.
  case uri

  func matches(_ text: String) -> Bool {
    switch self {
    case .dateTime: DateTimeSyntax.matches(text)
    case .uri: URISyntax.matches(text)
    }
  }
}
