import JSON

/// A condition on the rows of a list, which is sent and then verified on the rows that come back.
struct ListFilter {
  enum Match {
    case equal
    /// The API searches for a part of the text.
    case contains
    /// Some versions of the API call `completed` what others call `confirmed`.
    case depositStatus
    /// The text is part of one of these fields.
    case containedIn([String])
    /// The field is a time (RFC 3339) that is not before, or not after, the value.
    case notBefore, notAfter
  }

  /// The field of the rows that the condition is about.
  let name: String
  let value: String?
  let match: Match
  /// The query parameters that are sent for it. The API silently ignores a parameter that it does not know.
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

  /// A condition on the chain, sent under the documented and the published name, because an API knows only one of them.
  static func chain(_ id: String?) -> ListFilter {
    ListFilter("chainId", id, .equal, sentAs: [("chainId", id), ("chain", id)])
  }

  static func currency(_ symbol: String?) -> ListFilter {
    ListFilter("currency", symbol, .equal, sentAs: [("currency", symbol), ("token", symbol)])
  }

  /// - Parameter arePatterns: whether the API's search is a pattern; what it would misread is escaped then.
  func parameters(arePatterns: Bool) -> [(name: String, value: String?)] {
    guard arePatterns, isSearch else { return parameters }
    return parameters.map { ($0.name, $0.value.map(SearchPattern.escaped)) }
  }

  /// Whether an API whose search is a pattern would misread this filter.
  var isMisread: Bool {
    isSearch && parameters.contains { $0.value.map(SearchPattern.isSpecial) ?? false }
  }

  private var isSearch: Bool {
    switch match {
    case .contains, .containedIn: true
    default: false
    }
  }

  /// Whether some row has a value that this filter excludes. A row without the field proves nothing.
  func isIgnored(in rows: [APIResource]) -> Bool {
    guard let wanted = value?.lowercased() else { return false }
    return rows.contains { !isMet($0, wanted) }
  }

  private func isMet(_ row: APIResource, _ wanted: String) -> Bool {
    if case .containedIn(let names) = match { return isFound(wanted, in: names.compactMap { row[$0]?.lowercased() }) }
    guard let shown = row[name]?.lowercased() ?? row.fields[name]?.bool.map(String.init) else { return true }
    return switch match {
    case .equal: shown.hasSameBytes(as: wanted)
    case .contains: holds(shown, wanted)
    case .depositStatus: shown == wanted || [shown, wanted].allSatisfy(["confirmed", "completed"].contains)
    case .notBefore: isOrdered(wanted, shown)
    case .notAfter: isOrdered(shown, wanted)
    case .containedIn: true
    }
  }

  private func isFound(_ wanted: String, in texts: [String]) -> Bool {
    texts.isEmpty || texts.contains { holds($0, wanted) }
  }

  /// Compares code points, as databases do: a combining mark is no part of a text by whole characters.
  private func holds(_ text: String, _ part: String) -> Bool {
    text.unicodeScalars.contains(part.unicodeScalars)
  }

  private func isOrdered(_ earlier: String, _ later: String) -> Bool {
    guard let earlier = APIResource.epochSeconds(earlier), let later = APIResource.epochSeconds(later) else {
      return true
    }
    return earlier <= later
  }
}

/// Search texts for an API whose published code puts them between `%` signs into a pattern of SQL's `ILIKE`, unescaped:
/// there `%` and `_` match other characters, and a backslash takes the next one literally. Pure.
enum SearchPattern {
  private static let special: Set<Unicode.Scalar> = ["\\", "%", "_"]

  fileprivate static func isSpecial(_ text: String) -> Bool {
    text.unicodeScalars.contains(where: special.contains)
  }

  /// The texts to search for so that a row which holds exactly `text` is found by any API: the text itself, and where a
  /// pattern would misread it its longest piece that no pattern misreads. `%` and `_` only find more than they should.
  static func searches(for text: String) -> [String] {
    guard text.unicodeScalars.contains("\\") else { return [text] }
    let pieces = text.unicodeScalars.split(whereSeparator: special.contains).map {
      String(String.UnicodeScalarView($0))
    }
    return [text, pieces.max { $0.unicodeScalars.count < $1.unicodeScalars.count } ?? ""]
  }

  /// The text as a pattern that matches only itself.
  static func escaped(_ text: String) -> String {
    text.unicodeScalars.reduce(into: "") { result, scalar in
      if special.contains(scalar) { result.unicodeScalars.append("\\") }
      result.unicodeScalars.append(scalar)
    }
  }
}
