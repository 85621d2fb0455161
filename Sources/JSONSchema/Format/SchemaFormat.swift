import Formats

/// The formats that are checked, not only noted.
package enum SchemaFormat: String, Sendable, CaseIterable {
  /// RFC 3339, section 5.6.
  case dateTime = "date-time"

  func matches(_ text: String) -> Bool {
    switch self {
    case .dateTime: RFC3339.milliseconds(text) != nil
    }
  }
}
