import JSON
import Testing

struct SameBytesTests {
  /// Pairs that Swift's `==` takes for equal, of one length in UTF-8 (Unicode normalisation, UAX #15).
  @Test(arguments: [("\u{212B}", "A\u{30A}"), ("a\u{323}\u{307}", "a\u{307}\u{323}")])
  func canonicalEquivalentsDiffer(_ left: String, _ right: String) {
    #expect(left == right && left.utf8.count == right.utf8.count)
    #expect(!left.hasSameBytes(as: right))
    let long = String(repeating: "x", count: 40)
    #expect(!(long + left).hasSameBytes(as: long + right))
  }

  @Test(arguments: ["", "a", "é", "fifteen bytes..", "sixteen bytes...", "订单"])
  func equalTextsOfAnyStorageAreTheSame(_ text: String) {
    let copy = String(decoding: Array(text.utf8), as: UTF8.self)
    let slice = String(("-" + text + "-").dropFirst().dropLast())
    #expect(text.hasSameBytes(as: copy) && text.hasSameBytes(as: slice))
    #expect(!text.hasSameBytes(as: text + " "))
  }

  @Test func membersAreFoundByNamesOfAnyStorage() {
    let object: JSONObject = ["id": 1, "a name of many bytes": 2, "id ": 3]
    for name in ["id", "a name of many bytes", "id "] {
      #expect(object[String(decoding: Array(name.utf8), as: UTF8.self)] != nil)
    }
    #expect(object["ID"] == nil)
  }
}
