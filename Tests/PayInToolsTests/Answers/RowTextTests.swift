import JSON
import MCP
import Testing

@testable import PayInTools

@Suite struct RowTextTests {
  @Test func eachNameStandsOnceAndWhatAllRowsShareToo() {
    let text = RowText.text(
      of: [
        "orders": [
          ["orderId": "o1", "amount": "10.50", "currency": "USDT", "txUrl": "https://x/1"],
          ["orderId": "o2", "amount": "2", "currency": "USDT", "txHash": "0x2", "received": 3],
        ],
        "pagination": ["page": 1],
      ], rows: "orders")
    #expect(
      text == """
        orderId | amount | txHash | received
        o1 | 10.50 |  | 
        o2 | 2 | 0x2 | 3
        all: currency=USDT
        {"pagination":{"page":1}}
        """)
  }

  /// A text that could be taken for another cell or row is written as JSON.
  @Test(arguments: [
    ("a | b", #""a | b""#), ("a\nb", #""a\nb""#), (" a", #"" a""#), ("a\u{202E}b", #""a\u202eb""#),
    (#"a"b"#, #""a\"b""#),
    ("", #""""#), ("订单-1", "订单-1"),
  ])
  func cellCannotBeTakenForAnotherOne(_ reference: String, _ cell: String) throws {
    let rows: JSONValue = [["r": .string(reference), "n": 1], ["r": "x", "n": 2]]
    let text = try #require(RowText.text(of: ["rows": rows], rows: "rows"))
    #expect(text.split(separator: "\n")[1] == "\(cell) | 1")
  }

  @Test func oneRowAndRowsThatAreNoObjectsStayJSON() {
    #expect(RowText.text(of: ["rows": [["a": 1]]], rows: "rows") == nil)
    #expect(RowText.text(of: ["rows": ["a", "b"]], rows: "rows") == nil)
  }

  /// Without structured content the JSON is all there is.
  @Test func onlyARevisionWithStructuredContentGetsTheTable() throws {
    let result = ToolResult.success("2 rows.", structured: ["rows": [1, 2]], text: .short("table"))
    let server = ServerDescription(name: "s", title: "s", version: "1", description: "", instructions: "")
    func texts(_ revision: ProtocolRevision) throws -> [JSONValue?]? {
      let encoded = try JSONParser.parse(ResultEncoder(revision: revision, server: server).encode(result))
      return encoded["content"]?.array?.map { $0["text"] }
    }
    #expect(try texts(.november2025) == ["2 rows.", "table"])
    #expect(try texts(.march2025) == ["2 rows.", #"{"rows":[1,2]}"#])
  }
}
