import JSON

/// One page of a list.
package struct Page: Sendable {
  package struct Position: Sendable, Equatable {
    /// From 1.
    package let number: Int
    package let limit: Int

    package static let defaultLimit = 20
    package static let maximumLimit = 100

    package init(number: Int = 1, limit: Int = defaultLimit) {
      self.number = number
      self.limit = limit
    }
  }

  package let rows: [Record]
  /// Rows that were no objects or held nothing known.
  package let unreadableRows: Int
  package let position: Position
  /// Of all pages; nil if the API did not say.
  package let total: Int?
  package let totalPages: Int?
  package let hasMore: Bool

  /// Takes the rows from `data` itself or from its member of that name, the position from `pagination` beside the
  /// rows or beside `data`, or from `data` itself.
  ///
  /// Nil if there is no array of rows.
  init?(_ envelope: Envelope, rowsName: String, asked: Position, shape: RecordShape, cleaner: TextCleaner) {
    let data = envelope.data
    guard let values = data.array ?? data[rowsName]?.array ?? data["data"]?.array else { return nil }
    rows = values.compactMap { Record($0, shape: shape, cleaner: cleaner) }
    unreadableRows = values.count - rows.count

    let source = data["pagination"]?.object ?? envelope.body["pagination"]?.object ?? data.object ?? envelope.body
    func count(_ name: String, from least: Int) -> Int? {
      let value = source[name]
      return (value?.number?.integer ?? value?.string.flatMap { Int($0) }).flatMap { $0 >= least ? $0 : nil }
    }
    let limit = count("limit", from: 1) ?? asked.limit
    position = Position(number: count("page", from: 1) ?? asked.number, limit: limit)
    total = count("total", from: 0)
    totalPages = count("totalPages", from: 0) ?? total.map { $0 / limit + ($0 % limit == 0 ? 0 : 1) }
    hasMore =
      source["hasMore"]?.bool ?? totalPages.map { [position] in position.number < $0 } ?? (values.count >= limit)
  }
}
