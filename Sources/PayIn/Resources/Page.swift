import JSON

/// A page of a list.
package struct Page: Sendable {
  package struct Position: Sendable, Equatable {
    /// The number of the page, from 1.
    package let number: Int
    package let limit: Int

    package static let defaultLimit = 20
    package static let maximumLimit = 100

    package init(number: Int = 1, limit: Int = defaultLimit) {
      self.number = number
      self.limit = limit
    }
  }

  package let rows: [APIResource]
  /// The number of rows that were no objects or had no known field.
  package let unreadableRows: Int
  /// The number of rows that were left out since they stand on the page already, with the same id and fields.
  package let repeatedRows: Int
  /// The page as it was served. Its limit is the number of rows on a full page, which may be less than was asked for.
  package let position: Position
  /// The number of rows on all pages; nil if the API did not say it.
  package let total: Int?
  package let totalPages: Int?
  package let hasMore: Bool

  /// Takes the rows from `data` itself or from its member of that name, the position from `pagination` beside the
  /// rows or beside `data`, or from `data` itself.
  ///
  /// An API may serve fewer rows on a page than it was asked for and say nothing of it. Where it gives a total, rows that
  /// are missing from a page which should be full show the limit that is really served.
  ///
  /// Returns nil if there is no array of rows.
  init?(_ envelope: Envelope, rowsName: String, asked: Position, schema: ResourceSchema) {
    let data = envelope.data
    guard let values = data.array ?? data[rowsName]?.array ?? data["data"]?.array else { return nil }
    let readable = values.compactMap { APIResource($0, schema: schema) }
    rows = readable.withoutRepeated(by: schema.fields.first?.name)
    unreadableRows = values.count - readable.count
    repeatedRows = readable.count - rows.count

    let source = data["pagination"]?.object ?? envelope.body["pagination"]?.object ?? data.object ?? envelope.body
    let stated = StatedPosition(source)
    let number = stated.number ?? asked.number
    let limit = stated.servedLimit(number, asked.limit, rows: values.count)
    position = Position(number: number, limit: limit)
    total = stated.total
    let isCapped = limit < stated.limit ?? asked.limit
    totalPages = isCapped ? stated.pages(of: limit) : stated.totalPages ?? stated.pages(of: limit)
    hasMore = stated.hasMore(after: position, rows: values.count, isCapped: isCapped)
  }
}

extension Page {
  init(
    rows: [APIResource], unreadableRows: Int, position: Position, total: Int?, totalPages: Int?, hasMore: Bool
  ) {
    self.rows = rows
    self.unreadableRows = unreadableRows
    repeatedRows = 0
    self.position = position
    self.total = total
    self.totalPages = totalPages
    self.hasMore = hasMore
  }
}

extension [APIResource] {
  /// The rows of which no earlier one has the same id and the same fields. A row without an id is never left out: two
  /// payments may look alike.
  fileprivate func withoutRepeated(by id: String?) -> [APIResource] {
    guard let id else { return self }
    var seen: [ExactText: [JSONObject]] = [:]
    return filter { row in
      guard let text: String = row[id] else { return true }
      let name = ExactText(text)
      guard seen[name]?.contains(row.fields) != true else { return false }
      seen[name, default: []].append(row.fields)
      return true
    }
  }
}

extension Page {
  /// The place of a page in its list as the API states it.
  private struct StatedPosition {
    let number: Int?
    let limit: Int?
    let total: Int?
    let totalPages: Int?
    let flag: Bool?

    init(_ source: JSONObject) {
      func count(_ name: String, from least: Int) -> Int? {
        let value = source[name]
        return (value?.number?.integer ?? value?.string.flatMap { Int($0) }).flatMap { $0 >= least ? $0 : nil }
      }
      number = count("page", from: 1)
      limit = count("limit", from: 1)
      total = count("total", from: 0)
      totalPages = count("totalPages", from: 0)
      flag = source["hasMore"]?.bool
    }

    /// The rows on this page, if there should be more on it; otherwise the limit as said or asked for.
    func servedLimit(_ number: Int, _ asked: Int, rows: Int) -> Int {
      let limit = limit ?? asked
      guard let total, rows > 0, rows < limit else { return limit }
      let (start, overflow) = (number - 1).multipliedReportingOverflow(by: limit)
      let isLastPage = !overflow && start < total && rows >= total - start
      return isLastPage ? limit : rows
    }

    func pages(of limit: Int) -> Int? {
      total.map { $0 / limit + ($0 % limit == 0 ? 0 : 1) }
    }

    func hasMore(after position: Position, rows: Int, isCapped: Bool) -> Bool {
      if rows == 0 { return flag ?? false }
      if isCapped { return pages(of: position.limit).map { position.number < $0 } ?? true }
      return flag ?? (totalPages ?? pages(of: position.limit)).map { position.number < $0 } ?? (rows >= position.limit)
    }
  }
}
