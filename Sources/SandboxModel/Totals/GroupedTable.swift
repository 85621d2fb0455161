/// A table of a tenant's rows in order of arrival, and the table in which triggers keep their numbers and sums by group.
struct GroupedTable: Sendable {
  /// The number of rows in a block of totals, as a power of two. The schema has it too.
  static let blockBits = 9

  let name: String
  /// The columns by which rows are grouped, in the order of `index`.
  let groups: [String]
  /// The column with the time of a row's arrival.
  let time: String
  /// The index on the tenant, the groups, the sequence number and the time.
  let index: String
  let totals: String
  /// The column of `totals` with the number of rows.
  let count: String
  /// The columns of `totals` with the first and the last time in a block.
  let bounds: (first: String, last: String)
}

extension GroupedTable {
  /// The first and the last sequence number of a block.
  static func sequences(ofBlock block: Int64) -> [SQLValue] {
    [.integer(block << blockBits), .integer(((block + 1) << blockBits) - 1)]
  }

  /// The SQL condition that a block with these bounds lies neither within a range of times nor outside of it. Its
  /// parameters are the ends of the range, twice.
  static func overlap(_ first: String, _ last: String) -> String {
    """
    NOT (\(first) >= IFNULL(?, \(first)) AND \(last) <= IFNULL(?, \(last)))
      AND \(last) >= IFNULL(?, \(last)) AND \(first) <= IFNULL(?, \(first))
    """
  }
}

/// The conditions on rows of one tenant that a list can filter by without reading the rows themselves.
struct GroupCriteria: Sendable {
  let tenant: String
  /// The values that columns of groups may have, in the order in which they were required.
  private(set) var conditions: [(column: String, values: [SQLValue])] = []
  var range = DateRange()

  init(tenant: String) {
    self.tenant = tenant
  }

  /// Requires that the column has one of the values, if there is a list.
  mutating func require(_ column: String, oneOf values: [SQLValue]?) {
    if let values { conditions.append((column, values)) }
  }

  var hasRange: Bool { range.after != nil || range.before != nil }

  /// The filter of the tenant and the groups, without the range.
  var filter: Filter {
    var filter = Filter("tenant = ?", .text(tenant))
    for (column, values) in conditions {
      let marks = values.map { _ in "?" }.joined(separator: ", ")
      filter.require(values.count == 1 ? "\(column) = ?" : "\(column) IN (\(marks))", values: values)
    }
    return filter
  }

  /// The filter with the range, whose times are in `column`.
  func filter(time column: String) -> Filter {
    var filter = filter
    range.restrict(&filter, column)
    return filter
  }
}

/// Sums of rows: one column for each, as SQL over the table of totals and over the rows.
struct GroupSums: Sendable {
  let ofTotals: String
  let ofRows: String
}

extension Database {
  /// Adds up the rows of each group that matches, by the totals of blocks. Rows are read only in the last block, which
  /// is incomplete, and in the blocks at the ends of a range of times.
  ///
  /// - Parameters:
  ///   - columns: the columns of groups that are told apart.
  ///   - read: reads those columns and the sums. It may be called several times for a group: the caller adds up.
  func sums<Value>(
    _ table: GroupedTable, _ criteria: GroupCriteria, by columns: [String], _ sums: GroupSums,
    _ read: (inout Row) throws(DatabaseError) -> Value
  ) throws(DatabaseError) -> [Value] {
    let head = columns.map { "\($0), " }.joined()
    let grouping = columns.isEmpty ? "" : " GROUP BY \(columns.joined(separator: ", "))"
    let end = try (number("SELECT MAX(sequence) FROM \(table.name)") + 1) >> GroupedTable.blockBits
    var filter = criteria.filter
    filter.require("\(table.count) > 0 AND block < ?", .integer(end))
    let partial = try criteria.hasRange ? partialBlocks(table, criteria, filter) : []
    if criteria.hasRange {
      DateRange(after: criteria.range.after).restrict(&filter, table.bounds.first)
      DateRange(before: criteria.range.before).restrict(&filter, table.bounds.last)
      filter.require("block NOT IN (SELECT value FROM json_each(?))", .text("\(partial)"))
    }
    var values = try all(
      "SELECT \(head)\(sums.ofTotals) FROM \(table.totals) \(filter.clause)\(grouping)", filter.values, read)
    for block in partial + [end] {
      var rows = criteria.filter(time: table.time)
      rows.require("sequence BETWEEN ? AND ?", values: GroupedTable.sequences(ofBlock: block))
      values += try all(
        "SELECT \(head)\(sums.ofRows) FROM \(table.name) NOT INDEXED \(rows.clause)\(grouping)", rows.values, read)
    }
    return values
  }

  /// The blocks that have rows both within the range and outside of it.
  /// - Parameter filter: the conditions on blocks.
  private func partialBlocks(
    _ table: GroupedTable, _ criteria: GroupCriteria, _ filter: Filter
  ) throws(DatabaseError) -> [Int64] {
    let (after, before) = (SQLValue(criteria.range.after), SQLValue(criteria.range.before))
    var filter = filter
    filter.require(
      GroupedTable.overlap(table.bounds.first, table.bounds.last), values: [after, before, after, before])
    return try all("SELECT DISTINCT block FROM \(table.totals) \(filter.clause)", filter.values) {
      row throws(DatabaseError) in try row.integer()
    }
  }
}

extension Database {
  /// The number of rows over all tenants: all, or those with one value in a column of groups, or of one tenant.
  func numberOfRows(
    _ table: GroupedTable, where column: String? = nil, is value: String = ""
  ) throws(DatabaseError) -> Int {
    let end = try (number("SELECT MAX(sequence) FROM \(table.name)") + 1) >> GroupedTable.blockBits
    let condition = column.map { " AND \($0) = ?" } ?? ""
    let values = column == nil ? [] : [SQLValue.text(value)]
    let complete = try number(
      "SELECT SUM(\(table.count)) FROM \(table.totals) WHERE block < ?\(condition)", [.integer(end)] + values)
    let rest = try number(
      "SELECT COUNT(*) FROM \(table.name) NOT INDEXED WHERE sequence >= ?\(condition)",
      [.integer(end << GroupedTable.blockBits)] + values)
    return Int(complete + rest)
  }
}

extension Database {
  /// Finds the block in which a row is that comes after many others.
  /// - Parameter skipped: the number of matching rows before it, in the order.
  /// - Returns: the first sequence number of that block in the order, and the number of rows in the block before the row.
  func block(
    _ table: GroupedTable, _ criteria: GroupCriteria, after skipped: Int, _ order: SortOrder
  ) throws(DatabaseError) -> (start: Int64?, rest: Int) {
    let end = try (number("SELECT MAX(sequence) FROM \(table.name)") + 1) >> GroupedTable.blockBits
    var filter = criteria.filter
    filter.require("block < ?", .integer(end))
    var blocks = try all(
      "SELECT block, SUM(\(table.count)) FROM \(table.totals) \(filter.clause) GROUP BY block ORDER BY block",
      filter.values
    ) { row throws(DatabaseError) in (number: try row.integer(), rows: try row.int()) }
    var rows = criteria.filter
    rows.require("sequence >= ?", .integer(end << GroupedTable.blockBits))
    blocks.append(
      (end, Int(try number("SELECT COUNT(*) FROM \(table.name) NOT INDEXED \(rows.clause)", rows.values))))
    var rest = skipped
    for block in order == .asc ? blocks : blocks.reversed() {
      if rest < block.rows {
        let last = ((block.number + 1) << GroupedTable.blockBits) - 1
        return (order == .asc ? block.number << GroupedTable.blockBits : last, rest)
      }
      rest -= block.rows
    }
    return (nil, skipped)
  }
}
