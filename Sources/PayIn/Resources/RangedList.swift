import Formats

/// Reads a page of the rows that a range of time contains.
///
/// The published code takes the range as a filter. The documented API has none: its list is read from the start, newest
/// first, until a row is older than the range, and the page is cut out of what was found.
struct RangedList: Sendable {
  typealias Listed = (page: Page, warnings: [Warning])
  typealias Read = (Page.Position) async throws(PayInError) -> Listed

  let range: TimeRange
  let account: AccountState

  /// - Parameter read: reads one page of the list without regard to the range.
  func page(at position: Page.Position, _ read: Read) async throws(PayInError) -> Listed {
    if account.dialect != .documented {
      let listed = try await read(position)
      if isApplied(to: listed.page, position) { return withTimeWarning(listed) }
      if position.number == 1, let found = whole(listed, position) { return found }
    }
    return try await walk(to: position, read)
  }

  /// Whether the API has applied the range. A row outside it shows that it has not, and only the published code is known
  /// to do so; the first page of an empty list is right in any case.
  private func isApplied(to page: Page, _ position: Page.Position) -> Bool {
    if page.rows.isEmpty, position.number == 1 { return true }
    return account.dialect == .published && page.rows.allSatisfy { range.contains($0) != false }
  }

  /// What the first page already answers, so that a short list is read once.
  private func whole(_ listed: Listed, _ position: Page.Position) -> Listed? {
    var walk = RangedWalk(range: range)
    walk.add(listed)
    if walk.hasNoTimes { return withTimeWarning(listed) }
    return walk.nextPage == nil ? result(of: walk, position) : nil
  }

  private func walk(to position: Page.Position, _ read: Read) async throws(PayInError) -> Listed {
    var walk = RangedWalk(range: range)
    while let number = walk.nextPage {
      do throws(PayInError) {
        walk.add(try await read(Page.Position(number: number, limit: Page.Position.maximumLimit)))
      } catch  where number > 1 && [.timeout, .rateLimited].contains(error.code) {
        walk.stop()
      }
      if walk.hasNoTimes { return withTimeWarning(try await read(position)) }
    }
    return result(of: walk, position)
  }

  private func result(of walk: RangedWalk, _ position: Page.Position) -> Listed {
    (walk.page(at: position), walk.warnings + untimed(walk.rows))
  }

  /// A page as it came, with a warning of the rows that cannot be compared with the range.
  private func withTimeWarning(_ listed: Listed) -> Listed {
    (listed.page, listed.warnings + untimed(listed.page.rows))
  }

  private func untimed(_ rows: [APIResource]) -> [Warning] {
    let count = rows.count { range.contains($0) == nil }
    guard count > 0 else { return [] }
    let text = LocalizedText(
      "Rows without a readable time: \(count). Whether they belong to the range is not known.",
      "没有可读时间的行：\(count) 行。无法得知它们是否在该时间范围内。")
    return [Warning(.timesMissing, detail: text)]
  }
}

/// The rows of a range that were found so far, on a walk through a list. Pure.
struct RangedWalk: Sendable {
  /// The most pages of 100 rows that are read for one call.
  static let maximumPages = 20

  let range: TimeRange
  private(set) var rows: [APIResource] = []
  /// The page to read next; nil once the walk is over.
  private(set) var nextPage: Int? = 1
  /// Whether the rows of the first page show no time at all, so that no range can be applied.
  private(set) var hasNoTimes = false
  private var unreadableRows = 0
  private var notes: [Warning] = []
  private var seen: Set<ExactText> = []
  private var readRows = 0
  private var oldest: Int?
  private var isNewestFirst = true
  private var isCut = false

  init(range: TimeRange) {
    self.range = range
  }

  mutating func add(_ listed: RangedList.Listed) {
    let (page, number) = (listed.page, nextPage ?? 1)
    for warning in listed.warnings where !notes.contains(warning) { notes.append(warning) }
    unreadableRows += page.unreadableRows
    let new = page.rows.filter { isNew($0) }
    for row in new { noteTime(row) }
    hasNoTimes = number == 1 && !new.isEmpty && oldest == nil
    rows += new.filter { range.contains($0) != false }
    readRows += new.count
    let isPast = isNewestFirst && oldest.map(range.begins) ?? false
    if isPast || !page.hasMore {
      nextPage = nil
    } else if new.isEmpty || number == Self.maximumPages {
      // Without a new row the API serves the same page again.
      stop()
    } else {
      nextPage = number + 1
    }
  }

  /// Ends the walk before the end of the range.
  mutating func stop() {
    (nextPage, isCut) = (nil, true)
  }

  /// Rows that others make between two pages move a row to the next one. Rows without an id are all taken: two payments
  /// can look alike.
  private mutating func isNew(_ row: APIResource) -> Bool {
    guard let id = row["orderId"] ?? row["depositId"] else { return true }
    return seen.insert(ExactText(id)).inserted
  }

  private mutating func noteTime(_ row: APIResource) {
    guard let time = row.epochSeconds("createdAt") else { return }
    if let oldest, time > oldest { isNewestFirst = false }
    oldest = min(oldest ?? time, time)
  }
}

extension RangedWalk {
  func page(at position: Page.Position) -> Page {
    let (skipped, overflow) = (position.number - 1).multipliedReportingOverflow(by: position.limit)
    let rest = rows.dropFirst(overflow ? rows.count : skipped)
    let pages = rows.count / position.limit + (rows.count % position.limit == 0 ? 0 : 1)
    return Page(
      rows: Array(rest.prefix(position.limit)), unreadableRows: unreadableRows, position: position,
      total: isCut ? nil : rows.count, totalPages: isCut ? nil : pages, hasMore: rest.count > position.limit)
  }

  var warnings: [Warning] {
    guard isCut else { return notes }
    let reach = isNewestFirst ? oldest : nil
    let text =
      reach.map {
        LocalizedText(
          "Only the newest \(readRows) rows were read, back to \(RFC3339.text(seconds: $0)): older ones of the range are missing. Ask for a shorter range.",
          "仅读取了最新的 \(readRows) 行，最早到 \(RFC3339.text(seconds: $0))：该范围内更早的行未包含。请缩短时间范围。")
      }
      ?? LocalizedText(
        "Only \(readRows) rows of the list were read: rows of the range may be missing. Add filters.",
        "仅读取了列表中的 \(readRows) 行：该范围内可能有遗漏。请增加筛选条件。")
    return notes + [Warning(.rangeCut, detail: text)]
  }
}
