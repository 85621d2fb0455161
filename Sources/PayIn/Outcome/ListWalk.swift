/// Whether the pages read so far are a whole list. Pure.
///
/// An API may serve fewer rows than it was asked for, and say so or not. A list is whole only when as many different
/// rows were seen as the API counts, or a page came back empty.
struct ListWalk: Sendable {
  private var seen: Set<ExactText> = []
  private(set) var isComplete = false
  /// Whether the last page brought nothing new: the API serves the same rows whatever page is asked for.
  private(set) var isStuck = false

  /// - Returns: the rows that were not seen before.
  mutating func add(_ page: Page) -> [Record] {
    let new = page.rows.filter { seen.insert(Self.key(of: $0)).inserted }
    isStuck = new.isEmpty
    isComplete = page.rows.isEmpty || page.total.map { seen.count >= $0 } ?? false
    return new
  }

  private static func key(of row: Record) -> ExactText {
    ExactText([row["orderId"], row["orderReference"], row["createdAt"]].map { $0 ?? "" }.joined(separator: "\n"))
  }
}
