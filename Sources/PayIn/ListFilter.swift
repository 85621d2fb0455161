/// A condition on the rows of a list, as it is sent and as it can be checked against what comes back.
struct ListFilter {
  enum Match {
    case equal
    /// The API searches for a part of the text.
    case contains
    /// Some versions of the API call `completed` what others call `confirmed`.
    case depositStatus
  }

  let name: String
  let value: String?
  let match: Match

  init(_ name: String, _ value: String?, _ match: Match = .equal) {
    self.name = name
    self.value = value
    self.match = match
  }

  /// Whether some row shows a value that this filter excludes. A row without the field tells nothing.
  func isIgnored(in rows: [Record]) -> Bool {
    guard let wanted = value?.lowercased() else { return false }
    return rows.contains { row in
      guard let shown = row[name]?.lowercased() else { return false }
      return switch match {
      case .equal: shown != wanted
      case .contains: !shown.contains(wanted)
      case .depositStatus: shown != wanted && ![shown, wanted].allSatisfy(["confirmed", "completed"].contains)
      }
    }
  }
}
