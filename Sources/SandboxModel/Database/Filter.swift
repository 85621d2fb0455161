/// Conditions that all hold, with the values for their parameters.
package struct Filter {
  private var conditions: [String] = []
  package private(set) var values: [SQLValue] = []

  package init(_ condition: String, _ values: SQLValue...) {
    conditions = [condition]
    self.values = values
  }

  /// `column` is one of those that `selection` finds in the rows that another filter lets through.
  package init(_ column: String, in selection: String, _ filter: Filter) {
    conditions = ["\(column) IN (\(selection) \(filter.clause))"]
    values = filter.values
  }

  /// `column = value`, if there is a value.
  package mutating func require(_ column: String, equals value: String?) {
    guard let value else { return }
    conditions.append("\(column) = ?")
    values.append(.text(value))
  }

  /// `column` is one of the values, if there is a list of them.
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

  /// Whether there are no conditions but these.
  func consists(of conditions: Set<String>) -> Bool {
    conditions.isSuperset(of: self.conditions)
  }

  var clause: String { "WHERE " + conditions.joined(separator: " AND ") }
}

/// How a search text selects rows.
package enum TextSearch: Sendable {
  /// The text occurs as it is written, without regard to ASCII case.
  case substring
  /// The text is part of a pattern of SQL: see `LikePattern`.
  case likePattern
}

extension Filter {
  /// One of the columns holds the text, if there is one.
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
