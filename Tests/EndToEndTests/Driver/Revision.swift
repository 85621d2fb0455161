import Testing

/// The published revisions of the protocol. Not the server's own list.
enum Revision: String, CaseIterable, Comparable, CustomTestStringConvertible {
  case november2024 = "2024-11-05"
  case march2025 = "2025-03-26"
  case june2025 = "2025-06-18"
  case november2025 = "2025-11-25"
  case july2026 = "2026-07-28"

  static let legacy: [Revision] = [.november2024, .march2025, .june2025, .november2025]
  /// One of each era.
  static let eras: [Revision] = [.november2025, .july2026]

  var isModern: Bool { self == .july2026 }
  var testDescription: String { rawValue }

  static func < (left: Revision, right: Revision) -> Bool {
    left.rawValue < right.rawValue
  }
}
