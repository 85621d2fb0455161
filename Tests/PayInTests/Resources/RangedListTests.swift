import Formats
import HTTP
import JSON
import Synchronization
import Testing

@testable import PayIn

/// One order a day, of which the newest was made on 2026-11-30; row `n` is of the day `n` days before.
private final class DailyAPI: HTTPTransport {
  enum Form { case documented, published, oldestFirst, untimed, repeating }

  private static let newest = 1_796_040_000
  private let (count, form): (Int, Form)
  private let urls = Mutex<[String]>([])

  init(_ count: Int, _ form: Form) {
    (self.count, self.form) = (count, form)
  }

  var requests: [String] { urls.withLock { $0 } }

  func send(_ request: HTTPRequest) async throws(HTTPTransportError) -> HTTPResponse {
    urls.withLock { $0.append(request.url) }
    let query = HTTPQuery(request.url)
    let (page, limit) = (form == .repeating ? 1 : Int(query["page"] ?? "") ?? 1, Int(query["limit"] ?? "") ?? 20)
    let rows = rows(after: query["createdAfter"], before: query["createdBefore"])
    let shown = JSONValue.array(Array(rows.dropFirst((page - 1) * limit).prefix(limit)))
    let pagination: JSONValue = ["total": .number(JSONNumber(rows.count))]
    let body: JSONValue =
      form == .published
      ? ["data": shown, "pagination": pagination] : ["data": ["orders": shown, "pagination": pagination]]
    return HTTPResponse(status: 200, body: JSONWriter.bytes(of: body))
  }

  private func rows(after: String?, before: String?) -> [JSONValue] {
    let days = form == .oldestFirst ? Array((0..<count).reversed()) : Array(0..<count)
    return days.compactMap { day in
      let time = RFC3339.text(seconds: Self.newest - day * 86_400)
      guard form == .published else {
        var row: JSONObject = ["orderId": .string("o\(day)")]
        if form != .untimed { row["createdAt"] = .string(time) }
        return .object(row)
      }
      guard after.map({ $0 < time }) ?? true, before.map({ time < $0 }) ?? true else { return nil }
      return ["id": .string("o\(day)"), "created_at": .string(time)]
    }
  }
}

@Suite struct RangedListTests {
  private static func orders(
    _ api: DailyAPI, _ from: String?, _ to: String?, page: Int = 1, limit: Int = 20, dialect: APIDialect = .auto
  ) async throws -> (page: Page, warnings: [Warning]) {
    try await PayInClient.make(api, dialect: dialect).orders(
      OrderFilter(range: try TimeRange(from: from, to: to)), at: Page.Position(number: page, limit: limit))
  }

  @Test(arguments: [DailyAPI.Form.documented, .published])
  fileprivate func weekIsCheapInBothDialects(_ form: DailyAPI.Form) async throws {
    let api = DailyAPI(5_000, form)
    let (page, warnings) = try await Self.orders(api, "2026-11-23", "2026-11-29")
    #expect(page.rows.map { $0["orderId"] } == (1...7).map { "o\($0)" })
    #expect((page.total, page.totalPages, page.hasMore) == (7, 1, false))
    #expect(warnings == [])
    #expect(api.requests.count == 1)
  }

  @Test(arguments: [DailyAPI.Form.documented, .published, .oldestFirst])
  fileprivate func everyRowOfTheRangeIsOnOnePage(_ form: DailyAPI.Form) async throws {
    let api = DailyAPI(250, form)
    var seen: [String?] = []
    for number in 1...3 {
      let (page, warnings) = try await Self.orders(api, "2026-06-01", "2026-06-30", page: number, limit: 12)
      seen += page.rows.map { $0["orderId"] }
      #expect((page.total, page.hasMore) == (30, number < 3))
      #expect(warnings == [])
    }
    // 2026-06-30 is 153 days before 2026-11-30.
    #expect(Set(seen) == Set((153...182).map { "o\($0)" }) && seen.count == 30)
  }

  @Test func longListIsCutAndThatIsSaid() async throws {
    let api = DailyAPI(5_000, .documented)
    let (page, warnings) = try await Self.orders(api, "2015-01-01", nil, dialect: .documented)
    #expect(api.requests.count == 20)
    #expect((page.rows.count, page.total, page.hasMore) == (20, nil, true))
    #expect(warnings.map(\.code) == [.rangeCut])
    // 1,999 days before 2026-11-30.
    #expect(
      warnings.first?.message[.english].rendered().contains("newest 2000 rows were read, back to 2021-06-10") == true)
  }

  @Test func listThatServesTheSamePageAgainIsCut() async throws {
    let api = DailyAPI(500, .repeating)
    let (page, warnings) = try await Self.orders(api, "2015-01-01", nil, dialect: .documented)
    #expect((api.requests.count, page.rows.count) == (2, 20))
    #expect(warnings.map(\.code) == [.rangeCut])
  }

  @Test func rowsWithoutATimeAreShownAndThatIsSaid() async throws {
    let api = DailyAPI(500, .untimed)
    let (page, warnings) = try await Self.orders(api, "2026-11-23", nil, page: 2, dialect: .documented)
    #expect(page.rows.count == 20 && page.position.number == 2)
    #expect(warnings.map(\.code) == [.timesMissing])
    #expect(api.requests.count == 2)
  }
}
