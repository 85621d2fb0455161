import JSON
import TestSupport

/// Values near what a schema asks for: some right, most of the others wrong in one place.
struct ValueGenerator {
  private var random: SeededGenerator

  init(seed: UInt64) {
    random = SeededGenerator(seed: seed)
  }

  mutating func value(for schema: JSONValue) -> JSONValue {
    if percent(4) { return junk() }
    if let choices = schema["enum"]?.array, !percent(10) { return choices.randomElement(using: &random) ?? .null }
    switch schema["type"]?.string {
    case "object": return .object(object(for: schema))
    case "array": return array(for: schema)
    case "string": return .string(text(for: schema))
    case "integer", "number": return number(for: schema)
    case "boolean": return .bool(percent(50))
    default: return junk()
    }
  }

  private mutating func object(for schema: JSONValue) -> JSONObject {
    let properties = schema["properties"]?.object ?? JSONObject()
    let required = schema["required"]?.array ?? []
    var object = JSONObject()
    for member in properties.members.shuffled(using: &random) {
      guard percent(required.contains(.string(member.name)) ? 97 : 50) else { continue }
      object[percent(2) ? member.name.uppercased() : member.name] = value(for: member.value)
    }
    if let other = schema["additionalProperties"], other.object != nil, percent(70) { object["k"] = value(for: other) }
    if percent(4) { object["extra"] = junk() }
    return object
  }

  private mutating func array(for schema: JSONValue) -> JSONValue {
    let most = schema["maxItems"]?.number?.integer ?? 3
    let count = percent(10) ? Int.random(in: 0...most + 1, using: &random) : min(most, 1)
    return .array((0..<count).map { _ in value(for: schema["items"] ?? [:]) })
  }

  private mutating func text(for schema: JSONValue) -> String {
    if percent(60), let example = schema["examples"]?.array?.randomElement(using: &random)?.string { return example }
    let texts = [
      "10", "10.50", "0", "007", "1.1234567", "-1", "+1", "1e3", "1.", ".5", "", " 10", "10 ", "10\n",
      "12345678901234.5",
      "123456789012345", "é", "e\u{301}", "🐲", "ethereum", "ethereum-sepolia", "tron--nile", "tron-", "Tron", "USDT",
      "usdt",
      "٣", "支付", "a\u{85}", "\u{0}", "\u{FEFF}a", "2026-01-31T09:30:00Z", "https://example.com/",
    ]
    let length = schema[percent(50) ? "minLength" : "maxLength"]?.number?.integer
    guard let length, percent(30) else { return texts.randomElement(using: &random) ?? "" }
    let letter = ["a", "🐲", "1"].randomElement(using: &random) ?? "a"
    return String(repeating: letter, count: max(0, length + Int.random(in: -1...1, using: &random)))
  }

  private mutating func number(for schema: JSONValue) -> JSONValue {
    let bound = schema[percent(50) ? "minimum" : "maximum"]?.number
    if let bound, percent(30) { return .number(bound) }
    if let bound = bound?.integer, percent(40) {
      return .number(JSONNumber(bound + Int.random(in: -1...1, using: &random)))
    }
    let literals = [
      "0", "-0", "0.0", "1", "1.0", "10e-1", "1.5", "-1.5", "1.50000000000000000001", "2", "7", "99", "1e2", "1E+2",
      "100.0",
      "100.00000000000000000001", "1e9", "1000000000.1", "0.000001", "0.0000009999", "1e-6", "9007199254740992.5",
      "1e400",
      "-1e400", "1e-400", "123456789012345678901234567890",
    ]
    return literals.randomElement(using: &random).flatMap { JSONNumber($0) }.map(JSONValue.number) ?? .null
  }

  private mutating func junk() -> JSONValue {
    let values: [JSONValue] = [
      nil, true, false, 0, 1, "", "x", "USDT", [], [1], [:], ["a": 1], .array([.array([])]), .string("\u{2028}"),
      .object(["b": .number(JSONNumber("0.0") ?? JSONNumber(0))]), .number(JSONNumber("2.5") ?? JSONNumber(2)),
    ]
    return values.randomElement(using: &random) ?? .null
  }

  private mutating func percent(_ percent: Int) -> Bool {
    Int.random(in: 0..<100, using: &random) < percent
  }
}
