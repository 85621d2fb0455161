import MCP
import Testing

/// Row 108 of the protocol table.
struct ResourceURITests {
  @Test(arguments: [
    ("shelf://books/1", "shelf", ["books", "1"]), ("shelf:books", "shelf", ["books"]),
    ("s3+a.b-c://x", "s3+a.b-c", ["x"]), ("shelf://a/b/c/d", "shelf", ["a", "b", "c", "d"]),
    ("shelf://books/%E4%BD%A0", "shelf", ["books", "你"]), ("shelf://books/a%20b", "shelf", ["books", "a b"]),
    ("shelf://books/a@b:c;d=1,2!$&'()*+~_.-", "shelf", ["books", "a@b:c;d=1,2!$&'()*+~_.-"]),
    ("shelf://books/...", "shelf", ["books", "..."]),
    // Decoded once only: what comes out is a text with percent signs, and no way up.
    ("shelf://books/%252e%252e", "shelf", ["books", "%2e%2e"]), ("shelf://books/%252f", "shelf", ["books", "%2f"]),
  ])
  func soundAddressIsTakenApart(text: String, scheme: String, segments: [String]) throws {
    let address = try #require(ResourceURI(text))
    #expect(address.scheme == scheme)
    #expect(address.segments == segments)
  }

  @Test(arguments: [
    "shelf://books/..", "shelf://books/../../etc", "shelf://../books", "shelf://books/.", "shelf://./books",
    "shelf://books/%2e%2e", "shelf://books/%2E.", "shelf://books/.%2e/x", "shelf://books/%2e",
    "shelf://books/a%2fb", "shelf://books/a%2Fb", "shelf://books/a%5cb", "shelf://books/a\\b", "shelf://%2f",
    "shelf://books/%00", "shelf://books/a%0ab", "shelf://books/%7f", "shelf://books/a\u{0}b", "shelf://books/a\nb",
    "shelf://me@books/1", "shelf://me:pass@books/1", "shelf://books:80/1", "SHELF://books/1", "BookResources://books/1",
    "shelf://books/1?x=1", "shelf://books/1#x", "shelf://books//1", "shelf://books/", "shelf:///books", "shelf://",
    "shelf:", "://books", "books/1", "/etc/passwd", "1shelf://books", "sh elf://books", "shelf://books/a b",
    "shelf://books/你", "shelf://books/%zz", "shelf://books/%4", "shelf://books/%", "shelf://books/%ff",
    "shelf://books/%c0%af", "shelf://books/{id}", "shelf://books/a|b", "shelf://books/a^b", "shelf://books/<x>",
    "", " shelf://books/1", "shelf://books/1 ", "shelf://books/" + String(repeating: "a", count: 10_240),
  ])
  func unsoundAddressIsNone(text: String) {
    #expect(ResourceURI(text) == nil)
  }

  @Test func addressHasALimitOfBytes() {
    let start = "shelf://books/"
    let room = ResourceURI.maximumLength - start.utf8.count
    #expect(ResourceURI(start + String(repeating: "a", count: room)) != nil)
    #expect(ResourceURI(start + String(repeating: "a", count: room + 1)) == nil)
  }

  @Test(arguments: [
    ("shelf://books/1", "shelf://books/{id}", ["id": "1"]),
    ("shelf://books/a%20b", "shelf://books/{id}", ["id": "a b"]),
    ("shelf://books/1/2", "shelf://books/{a}/{b}", ["a": "1", "b": "2"]),
    ("shelf://guide", "shelf://guide", [:]),
    ("shelf:books/1", "shelf:books/{id}", ["id": "1"]),
    ("shelf://books/1", "shelf://pages/{id}", nil), ("shelf://books/1", "other://books/{id}", nil),
    ("shelf://books", "shelf://books/{id}", nil), ("shelf://books/1/2", "shelf://books/{id}", nil),
    ("shelf://Books/1", "shelf://books/{id}", nil), ("shelf://books/%7Bid%7D", "shelf://books/x", nil),
    ("shelf://books/1", "no template", nil),
  ])
  func templateGivesItsVariables(text: String, template: String, expected: [String: String]?) throws {
    #expect(try #require(ResourceURI(text)).matches(template) == expected)
  }

  @Test func variablesAreInTheOrderOfTheTemplate() {
    #expect(ResourceURI.variables(of: "shelf://{b}/x/{a}") == ["b", "a"])
    #expect(ResourceURI.variables(of: "shelf://{}/x{a}") == [])
  }
}
