import JSON
import Testing

struct JSONObjectTests {
  @Test func manyMembersAreFoundAndKeepTheirOrder() throws {
    let numbers = (0..<1000).map { $0 * 7919 % 1000 }
    let text = "{" + numbers.map { #""k\#($0)":\#($0)"# }.joined(separator: ",") + "}"
    let value = try JSONParser.parse(text)
    let object = try #require(value.object)
    #expect(object.count == 1000)
    #expect(object.members.map(\.name) == numbers.map { "k\($0)" })
    for number in numbers { #expect(object["k\(number)"] == .number(JSONNumber(number))) }
    #expect(object["k1000"] == nil)
    #expect(value.description == text)
  }

  @Test func theFirstOfTwoIsFound() throws {
    let value = try JSONParser.parse(#"{"a":1,"b":2,"a":3}"#)
    #expect(value["a"] == 1)
    #expect(value["c"] == nil)
    #expect(JSONValue.array([value])["a"] == nil)
  }

  @Test func settingReplacesInPlaceAppendsOrRemovesAll() {
    var object: JSONObject = ["a": 1, "b": 2, "a": 3]
    object["a"] = 4
    #expect(object == ["a": 4, "b": 2, "a": 3])
    object["c"] = 5
    #expect(object == ["a": 4, "b": 2, "a": 3, "c": 5])
    object["b"] = .null
    #expect(object == ["a": 4, "b": nil, "a": 3, "c": 5])
    object["a"] = nil
    #expect(object == ["b": nil, "c": 5])
    object.append("b", 6)
    #expect(object == ["b": nil, "c": 5, "b": 6])
  }

  /// `"é" == "e\u{301}"` is true for `String`; as names and as texts they are two.
  @Test func unicodeNormalFormsAreDifferent() throws {
    let (composed, decomposed) = ("\u{E9}", "e\u{301}")
    let value = try JSONParser.parse(#"{"\#(composed)":1,"\#(decomposed)":2}"#)
    #expect(value[composed] == 1)
    #expect(value[decomposed] == 2)
    #expect(value.firstDuplicateName == nil)
    #expect(JSONValue.string(composed) != .string(decomposed))
    #expect(JSONObject([.init(name: composed, value: 1)]) != JSONObject([.init(name: decomposed, value: 1)]))
    var object = try #require(value.object)
    object[decomposed] = nil
    #expect(object.members.map { Array($0.name.utf8) } == [[0xC3, 0xA9]])
  }

  @Test(
    arguments: [
      (#"{"a":1,"b":1}"#, nil), (#"{"a":1,"a":1}"#, "a"), (#"{"a":1,"\u0061":2}"#, "a"), (#"{"":1,"":1}"#, ""),
      (#"{"a":1,"A":1}"#, nil), (#"{"a":{"a":1},"b":{"a":1}}"#, nil), (#"[{"a":1},{"a":1}]"#, nil),
      (#"[1,[{"x":{"b":1,"b":2}}]]"#, "b"), (#"{"a":{"x":1,"x":1},"b":1,"b":1}"#, "b"), ("[]", nil), ("1", nil),
    ] as [(String, String?)])
  func duplicateNamesAreFoundAtAnyDepth(_ text: String, _ name: String?) throws {
    #expect(try JSONParser.parse(text).firstDuplicateName == name)
  }

  /// Few members are compared, many are hashed.
  @Test(arguments: [2, 3, 15, 16, 17, 18, 1000])
  func duplicatesAreFoundAmongAnyNumberOfMembers(_ count: Int) {
    var object = JSONObject((1..<count).map { JSONObject.Member(name: "\u{E9}\($0)", value: 0) })
    object.append("e\u{301}1", 0)
    object.append("\u{C9}1", 0)
    #expect(object.firstDuplicateName == nil)
    object.append("\u{E9}\(count - 1)", 0)
    #expect(object.firstDuplicateName == "\u{E9}\(count - 1)")
  }

  @Test(
    arguments: [
      ("[1,2]", "[2,1]"), (#"{"a":1,"b":2}"#, #"{"b":2,"a":1}"#), ("1", "1.0"), ("0", "-0"), ("null", "false"),
      ("0", "false"), (#""1""#, "1"), ("[]", "{}"), (#"{"a":1}"#, #"{"a":1,"a":1}"#), (#""a""#, #""A""#),
    ])
  func differentTextsAreDifferentValues(_ left: String, _ right: String) throws {
    let (left, right) = (try JSONParser.parse(left), try JSONParser.parse(right))
    #expect(left != right)
    #expect(left == left && right == right)
  }

  @Test(arguments: [
    ("{ \"a\" : [ 1 , 2 ] }", #"{"a":[1,2]}"#), (#""\u0061\/""#, #""a/""#), (#""\ud83d\udc32""#, #""🐲""#),
  ])
  func whiteSpaceAndEscapesMakeNoDifference(_ left: String, _ right: String) throws {
    #expect(try JSONParser.parse(left) == JSONParser.parse(right))
  }
}
