import Testing

@testable import PayIn

@Suite struct PageTests {
  struct Expected: Sendable {
    var page = 1
    var limit = 20
    var total: Int?
    var totalPages: Int?
    var hasMore = false
  }

  @Test(arguments: [
    (
      #"{"success":true,"data":{"orders":[{"id":"1"}],"pagination":{"page":2,"limit":1,"total":3,"totalPages":3}}}"#,
      Expected(page: 2, limit: 1, total: 3, totalPages: 3, hasMore: true)
    ),
    (
      #"{"success":true,"data":[{"id":"1"}],"pagination":{"page":3,"limit":1,"total":3,"totalPages":3}}"#,
      Expected(page: 3, limit: 1, total: 3, totalPages: 3)
    ),
    (
      #"{"data":{"orders":[{"id":"1"}],"total":"41","page":"1","limit":"20","hasMore":true}}"#,
      Expected(limit: 1, total: 41, totalPages: 41, hasMore: true)
    ),
    // A page that should hold more rows than it does shows the limit that is really served.
    (#"{"data":[{"id":"1"},{"id":"2"}],"total":5}"#, Expected(limit: 2, total: 5, totalPages: 3, hasMore: true)),
    (
      #"{"data":[{"id":"1"},{"id":"2"}],"pagination":{"page":1,"limit":20,"total":5,"totalPages":1,"hasMore":false}}"#,
      Expected(limit: 2, total: 5, totalPages: 3, hasMore: true)
    ),
    (
      #"{"data":[{"id":"1"}],"pagination":{"page":2,"limit":20,"total":21}}"#,
      Expected(page: 2, total: 21, totalPages: 2)
    ),
    (#"{"data":[{"id":"1"}]}"#, Expected()),
    (#"{"data":{"orders":[],"pagination":{"page":0,"limit":0,"total":-1}}}"#, Expected()),
  ])
  func positionIsFoundWhereverItStands(_ text: String, _ expected: Expected) throws {
    let envelope = try #require(Envelope(Array(text.utf8)))
    let page = try #require(
      Page(envelope, rowsName: "orders", asked: Page.Position(), schema: .order))
    #expect(page.position == Page.Position(number: expected.page, limit: expected.limit))
    #expect(page.total == expected.total)
    #expect(page.totalPages == expected.totalPages)
    #expect(page.hasMore == expected.hasMore)
  }

  /// An order that is served twice is one. Without an id two payments may look alike, and other fields are news.
  @Test(arguments: [
    (#"{"orderId":"1","amount":"5"},{"orderId":"2","amount":"5"},{"orderId":"1","amount":"5"}"#, ["1", "2"], 1),
    (#"{"orderId":"1","status":"pending"},{"orderId":"1","status":"completed"}"#, ["1", "1"], 0),
    (#"{"amount":"5","txHash":"0x1"},{"amount":"5","txHash":"0x1"}"#, ["", ""], 0),
  ])
  func rowThatIsServedTwiceIsLeftOutOnce(_ rows: String, _ ids: [String], _ repeated: Int) throws {
    let envelope = try #require(Envelope(Array(#"{"data":[\#(rows)]}"#.utf8)))
    let page = try #require(Page(envelope, rowsName: "orders", asked: Page.Position(), schema: .order))
    #expect(page.rows.map { $0["orderId"] ?? "" } == ids)
    #expect(page.repeatedRows == repeated && page.unreadableRows == 0)
  }

  @Test func fullPageWithoutATotalMayHaveMore() throws {
    let envelope = try #require(Envelope(Array(#"{"data":[{"id":"1"},{"id":"2"}]}"#.utf8)))
    let page = Page(
      envelope, rowsName: "orders", asked: Page.Position(number: 1, limit: 2), schema: .order)
    #expect(page?.hasMore == true)
  }

  @Test(arguments: [#"{"data":{}}"#, #"{"data":{"orders":{}}}"#, #"{"success":true}"#])
  func replyWithoutRowsIsNoPage(_ text: String) throws {
    let envelope = try #require(Envelope(Array(text.utf8)))
    #expect(
      Page(envelope, rowsName: "orders", asked: Page.Position(), schema: .order)
        == nil)
  }
}
