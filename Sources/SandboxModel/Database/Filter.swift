/// SQL conditions that must all hold, with the values of their parameters.
package struct Filter {
  private var conditions: [String] = []
  package private(set) var values: [SQLValue] = []

  package init(_ condition: String, _ values: SQLValue...) {
    conditions = [condition]
    self.values = values
  }

  /// Requires that `column` is among the values that `selection` finds in the rows that pass another filter.
  package init(_ column: String, in selection: String, _ filter: Filter) {
    conditions = ["\(column) IN (\(selection) \(filter.clause))"]
    values = filter.values
  }

  /// Requires `column = value`, if there is a value.
  package mutating func require(_ column: String, equals value: String?) {
    guard let value else { return }
    conditions.append("\(column) = ?")
    values.append(.text(value))
  }

  /// Requires that `column` is one of the values, if there is a list.
  package mutating func require(_ column: String, oneOf values: [String]?) {
    guard let values else { return }
    conditions.append("\(column) IN (\(values.map { _ in "?" }.joined(separator: ", ")))")
    self.values += values.map(SQLValue.text)
  }

  package mutating func require(_ condition: String, _ values: SQLValue...) {
    require(condition, values: values)
  }

  package mutating func require(_ condition: String, values: [SQLValue]) {
    conditions.append(condition)
    self.values += values
  }

  /// Whether the filter has no other conditions than these.
  func consists(of conditions: Set<String>) -> Bool {
    conditions.isSuperset(of: self.conditions)
  }

  var clause: String { "WHERE " + conditions.joined(separator: " AND ") }
}

/// The ways in which a search text selects rows.
package enum TextSearch: Sendable {
  /// The column contains the text, without regard to ASCII case.
  case substring
  /// The text is a part of an SQL pattern: see `LikePattern`.
  case likePattern
}

extension Filter {
  /// Requires that one of the columns matches the text, if there is one.
  package mutating func require(_ columns: String..., contains text: String?, by search: TextSearch) {
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
