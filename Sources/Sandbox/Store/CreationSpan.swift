/// From when to when something was made, both ends included.
struct CreationSpan {
  var after: Timestamp?
  var before: Timestamp?

  /// `column` lies within, in SQL.
  func restrict(_ filter: inout Filter, _ column: String = "created_at") {
    if after != nil { filter.require("\(column) >= ?", SQLValue(after)) }
    if before != nil { filter.require("\(column) <= ?", SQLValue(before)) }
  }
}
