/// How a search text selects rows.
enum TextSearch: Sendable {
  /// The text occurs as it is written, without regard to ASCII case.
  case substring
  /// The text is part of a pattern of SQL: see `LikePattern`.
  case likePattern
}

extension Filter {
  /// One of the columns holds the text, if there is one.
  mutating func require(_ columns: String..., contains text: String?, by search: TextSearch) {
    guard let text else { return }
    let conditions = columns.map { column in
      switch search {
      case .substring: "instr(lower(\(column)), lower(?)) > 0"
      case .likePattern: "matches_like(\(column), ?)"
      }
    }
    require("(\(conditions.joined(separator: " OR ")))", values: columns.map { _ in .text(text) })
  }
}
