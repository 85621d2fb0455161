import JSON
import Script
import Testing

/// A recording notices each change of an answer.
@Suite struct ChangedAnswerTests {
  @Test func changeOfAnyValueIsNoticed() throws {
    let script = Session.script(RecorderTests.story)
    let lines = RecorderTests.story.split(separator: "\n").map(String.init)
    var count = 0
    for (index, line) in lines.enumerated() where line.hasPrefix("S") {
      let answer = try JSONParser.parse(String(line.dropFirst(2)))
      for changed in answer.withOneValueChanged where changed["id"] == answer["id"] && changed["result"] != nil {
        var story = lines
        story[index] = "S \(changed)"
        count += 1
        #expect(!Session.mismatches(of: script, with: story.joined(separator: "\n")).isEmpty, "\(changed)")
      }
    }
    #expect(count > 30)
  }

  @Test(arguments: [
    ("for 49.99 USDT (", "for 49.98 USDT ("), (#"\"amount\":\"49.99\""#, #"\"amount\":\"49.9\""#),
    ("(inv-1)", "(inv-2)"), ("0x7fda7c25263f365daa8c51fd13fbc678b249a396 before", "0x7fda7c before"),
    ("Order ord_c1be55f065f7a817 for", "Order ord_c1be55f065f7a818 for"),
    (#""missing":"49.99""#, #""missing":"49.990""#),
    (#""total":3"#, #""total":4"#),
    (#""meanMs":13,"slug":"C7j5oiRrHg","checkout""#, #""meanMs":"13","slug":"C7j5oiRrHg","checkout""#),
    ("is pending; ${x}", "is pending; x"),
  ])
  func changeOfWhatMattersIsNoticed(_ old: String, _ new: String) {
    let changed = RecorderTests.story.replacing(old, with: new)
    #expect(changed != RecorderTests.story)
    #expect(!Session.mismatches(of: Session.script(RecorderTests.story), with: changed).isEmpty)
  }
}

extension JSONValue {
  /// The value again and again, each time with one text, number, boolean or null in it changed, or one member less.
  fileprivate var withOneValueChanged: [JSONValue] {
    switch self {
    case .null: [0]
    case .bool(let value): [.bool(!value)]
    // A measured number may be another number, but no text.
    case .number: [.string(description)]
    case .string(let text): [.string(text + "x"), .string("x" + text), .null]
    case .array(let elements):
      elements.indices.flatMap { index in
        elements[index].withOneValueChanged.map { changed in
          var elements = elements
          elements[index] = changed
          return .array(elements)
        }
      } + [.array(Array(elements.dropLast())), .array(elements + [1])]
    case .object(let object):
      object.members.indices.flatMap { index in
        object.members[index].value.withOneValueChanged.map { changed in
          var members = object.members
          members[index].value = changed
          return .object(JSONObject(members))
        } + [.object(JSONObject(object.members.filter { $0.name != object.members[index].name }))]
      }
    }
  }
}
