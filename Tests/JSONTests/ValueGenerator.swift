import JSON
import TestSupport

/// Values of every kind, with the characters and the literals that are easy to get wrong.
struct ValueGenerator {
  private var random: SeededGenerator

  init(seed: UInt64) {
    random = SeededGenerator(seed: seed)
  }

  mutating func value(levels: Int) -> JSONValue {
    switch Int.random(in: 0..<(levels > 0 ? 8 : 5), using: &random) {
    case 0: .null
    case 1: .bool(Bool.random(using: &random))
    case 2, 3: .number(number())
    case 4: .string(text())
    case 5, 6: .array(array(levels: levels - 1))
    default: .object(object(levels: levels - 1))
    }
  }

  private mutating func array(levels: Int) -> [JSONValue] {
    (0..<Int.random(in: 0...5, using: &random)).map { _ in value(levels: levels) }
  }

  /// Sometimes with the same name twice.
  private mutating func object(levels: Int) -> JSONObject {
    var object = JSONObject()
    for _ in 0..<Int.random(in: 0...5, using: &random) {
      let name = object.members.randomElement(using: &random)?.name
      object.append(name.map { percent(20) ? $0 : text() } ?? text(), value(levels: levels))
    }
    return object
  }

  private mutating func number() -> JSONNumber {
    let whole = percent(30) ? "0" : "\(Int.random(in: 1...9, using: &random))" + digits(0...20)
    let fraction = percent(40) ? "." + digits(1...20) : ""
    let marks = ["e", "E", "e+", "E+", "e-", "E-"]
    let exponent = percent(40) ? (marks.randomElement(using: &random) ?? "e") + digits(1...3) : ""
    let literal = (percent(40) ? "-" : "") + whole + fraction + exponent
    return JSONNumber(literal) ?? JSONNumber(0)
  }

  private mutating func digits(_ count: ClosedRange<Int>) -> String {
    (0..<Int.random(in: count, using: &random)).map { _ in "\(Int.random(in: 0...9, using: &random))" }.joined()
  }

  private mutating func text() -> String {
    var text = String.UnicodeScalarView()
    for _ in 0..<Int.random(in: 0...(percent(20) ? 40 : 8), using: &random) { text.append(scalar()) }
    return String(text)
  }

  private mutating func scalar() -> Unicode.Scalar {
    let ranges: [ClosedRange<UInt32>] = [
      0x61...0x7A, 0x20...0x7E, 0x20...0x7E, 0x00...0x1F, 0x22...0x22, 0x5C...0x5C, 0x7F...0xA0, 0xC0...0x36F,
      0x2026...0x202A, 0x4E00...0x9FFF, 0xE000...0xFFFF, 0x10000...0x10FFFF,
    ]
    let range = ranges.randomElement(using: &random) ?? 0x61...0x7A
    return Unicode.Scalar(UInt32.random(in: range, using: &random)) ?? "a"
  }

  private mutating func percent(_ percent: Int) -> Bool {
    Int.random(in: 0..<100, using: &random) < percent
  }
}
