/// A condition on the rows of a list, as it is sent and as it can be checked against what comes back.
struct ListFilter {
  enum Match {
    case equal
    /// The API searches for a part of the text.
    case contains
    /// Some versions of the API call `completed` what others call `confirmed`.
    case depositStatus
  }

  /// The field of the rows that it is about.
  let name: String
  let value: String?
  let match: Match
  /// As what it is sent. A parameter that the API does not know it ignores in silence.
  let parameters: [(name: String, value: String?)]

  init(_ name: String, _ value: String?, _ match: Match = .equal) {
    self.init(name, value, match, sentAs: [(name, value)])
  }

  init(_ name: String, _ value: String?, _ match: Match, sentAs parameters: [(name: String, value: String?)]) {
    self.name = name
    self.value = value
    self.match = match
    self.parameters = parameters
  }

  /// Under the documented name and under that of the published code, neither of which knows the other's.
  static func chain(_ id: String?) -> ListFilter {
    ListFilter("chainId", id, .equal, sentAs: [("chainId", id), ("chain", id)])
  }

  static func currency(_ symbol: String?) -> ListFilter {
    ListFilter("currency", symbol, .equal, sentAs: [("currency", symbol), ("token", symbol)])
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
