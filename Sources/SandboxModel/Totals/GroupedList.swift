/// Finds the rows of one page of a list by indexes alone, whatever the list is filtered by and however deep the page is.
struct GroupedList {
  /// The most candidates that are looked up one by one.
  private static let fewCandidates = 500

  let database: Database
  let table: GroupedTable
  let criteria: GroupCriteria
  var order = SortOrder.desc

  /// The sequence numbers of the rows on the page in the list's order, and the number of all rows that match.
  ///
  /// - Parameter candidates: the sequence numbers, in ascending order, of the rows that pass a condition that indexes
  ///   do not have; nil if there is no such condition.
  func page(_ page: ListPage, among candidates: [Int64]? = nil) throws -> (sequences: [Int64], total: Int) {
    if let candidates {
      let matching = try matching(candidates)
      return (slice(of: matching, page), matching.count)
    }
    let groups = try groups()
    let total = groups.reduce(0) { $0 + $1.rows }
    let (offset, _) = page.bounds
    let count = min(page.limit, total - offset)
    guard count > 0 else { return ([], total) }
    // The page is read from the end that is nearer.
    let rest = total - offset - count
    if rest < offset { return (try rows(count, after: rest, groups, order.reversed).reversed(), total) }
    return (try rows(count, after: offset, groups, order), total)
  }

  private typealias Group = (values: [SQLValue], rows: Int)

  /// The groups that match, in no order.
  private func groups() throws -> [Group] {
    let columns = table.groups
    let sums = GroupSums(ofTotals: "SUM(\(table.count))", ofRows: "COUNT(*)")
    let parts = try database.sums(table, criteria, by: columns, sums) { row throws(DatabaseError) -> Group in
      (columns.map { _ in row.anyValue() }, try row.int())
    }
    return Dictionary(parts.map { ($0.values, $0.rows) }, uniquingKeysWith: +).map { ($0.key, $0.value) }
  }

  /// Rows of all groups together, after the first `skipped` ones. Whole blocks are skipped by their totals.
  private func rows(_ count: Int, after skipped: Int, _ groups: [Group], _ order: SortOrder) throws -> [Int64] {
    let isDeep = skipped > 1 << GroupedTable.blockBits && !criteria.hasRange
    let (start, rest) = try isDeep ? database.block(table, criteria, after: skipped, order) : (nil, skipped)
    return Array(try first(rest + count, groups, order, from: start).dropFirst(rest))
  }

  /// The first rows of all groups together, from a sequence number on.
  private func first(
    _ count: Int, _ groups: [Group], _ order: SortOrder, from start: Int64? = nil
  ) throws -> [Int64] {
    var sequences: [Int64] = []
    for group in groups { sequences += try first(count, of: group, order, from: start) }
    // Each group is sorted, and sorting merges runs that are.
    if groups.count > 1 { sequences.sort(by: order == .asc ? { $0 < $1 } : { $0 > $1 }) }
    return Array(sequences.prefix(count))
  }

  private func first(_ count: Int, of group: Group, _ order: SortOrder, from start: Int64?) throws -> [Int64] {
    var filter = Filter("tenant = ?", .text(criteria.tenant))
    for (column, value) in zip(table.groups, group.values) { filter.require("\(column) = ?", value) }
    if let start { filter.require("sequence \(order == .asc ? ">=" : "<=") ?", .integer(start)) }
    criteria.range.restrict(&filter, table.time)
    return try database.all(
      """
      SELECT sequence FROM \(table.name) INDEXED BY \(table.index) \(filter.clause)
      ORDER BY sequence \(order.rawValue) LIMIT ?
      """, filter.values + [SQLValue(count)]
    ) { row throws(DatabaseError) in try row.integer() }
  }

  // MARK: Candidates

  private func matching(_ candidates: [Int64]) throws -> [Int64] {
    guard !criteria.conditions.isEmpty || criteria.hasRange else { return candidates }
    if candidates.count <= Self.fewCandidates { return try candidates.filter(matches) }
    let groups = try groups()
    let rows = try first(groups.reduce(0) { $0 + $1.rows }, groups, .asc)
    var position = 0
    return candidates.filter { candidate in
      while position < rows.count && rows[position] < candidate { position += 1 }
      return position < rows.count && rows[position] == candidate
    }
  }

  private func matches(_ sequence: Int64) throws -> Bool {
    var filter = criteria.filter(time: table.time)
    filter.require("sequence = ?", .integer(sequence))
    return try database.number("SELECT 1 FROM \(table.name) NOT INDEXED \(filter.clause)", filter.values) == 1
  }

  private func slice(of ascending: [Int64], _ page: ListPage) -> [Int64] {
    let (offset, end) = page.bounds
    let range = min(offset, ascending.count)..<min(end, ascending.count)
    guard order == .desc else { return Array(ascending[range]) }
    let (first, last) = (ascending.count - range.upperBound, ascending.count - range.lowerBound)
    return ascending[first..<last].reversed()
  }
}

extension SortOrder {
  fileprivate var reversed: SortOrder { self == .asc ? .desc : .asc }
}

extension ListPage {
  /// The positions of the page's first row and of the row after its last.
  fileprivate var bounds: (offset: Int, end: Int) { ((number - 1) * limit, number * limit) }
}
