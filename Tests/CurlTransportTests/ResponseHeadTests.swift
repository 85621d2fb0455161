import HTTP
import Testing

@testable import CurlTransport

struct ResponseHeadTests {
  struct Row: CustomTestStringConvertible {
    let testDescription: String
    let lines: [String]
    let fields: [HTTPHeaders.Field]
  }

  private static func field(_ name: String, _ value: String) -> HTTPHeaders.Field {
    HTTPHeaders.Field(name: name, value: value)
  }

  static let rows = [
    Row(
      testDescription: "fields in order, space around the value dropped",
      lines: ["HTTP/1.1 200 OK", "B: 1", "a:\t2 3 ", "B: 4", ""],
      fields: [field("B", "1"), field("a", "2 3"), field("B", "4")]),
    Row(
      testDescription: "empty value, colons in the value",
      lines: ["HTTP/2 200", "A:", "Location: http://h:1/", ""],
      fields: [field("A", ""), field("Location", "http://h:1/")]),
    Row(
      testDescription: "folded line",
      lines: ["HTTP/1.1 200 OK", "A: 1", "\t 2", ""], fields: [field("A", "1 2")]),
    Row(
      testDescription: "interim reply forgotten",
      lines: ["HTTP/1.1 103 Early Hints", "Link: x", "", "HTTP/1.1 200 OK", "A: 1", ""], fields: [field("A", "1")]),
    Row(
      testDescription: "trailers ignored",
      lines: ["HTTP/1.1 200 OK", "A: 1", "", "B: 2", "HTTP/1.1 500 no", ""], fields: [field("A", "1")]),
    Row(
      testDescription: "line without a colon ignored",
      lines: ["HTTP/1.1 200 OK", "nonsense", "A: 1", ""], fields: [field("A", "1")]),
  ]

  @Test(arguments: rows) func collectsFields(_ row: Row) {
    var head = ResponseHead()
    for line in row.lines { #expect(Self.append(line, to: &head)) }
    #expect(head.headers.fields == row.fields)
  }

  @Test func refusesMoreBytesThanTheLimitOverAllReplies() {
    var head = ResponseHead()
    let interim = ["HTTP/1.1 102 Processing", "A: " + String(repeating: "x", count: 1000), ""]
    var accepted = 0
    while accepted < 1000, interim.allSatisfy({ Self.append($0, to: &head) }) { accepted += 1 }
    // 25 + 1005 + 2 bytes each
    #expect(accepted == 256 * 1024 / 1032)
  }

  private static func append(_ line: String, to head: inout ResponseHead) -> Bool {
    Array((line + "\r\n").utf8).withUnsafeBytes { head.append($0) }
  }
}
