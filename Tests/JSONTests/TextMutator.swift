import JSON
import TestSupport

/// Short texts that are JSON, or nearly, or not at all.
struct TextMutator {
  private var random: SeededGenerator
  private let sound: [[UInt8]]

  init(seed: UInt64) {
    random = SeededGenerator(seed: seed)
    var values = ValueGenerator(seed: seed)
    sound = (0..<5000).map { _ in JSONWriter.bytes(of: values.value(levels: 2)) }
  }

  mutating func text() -> [UInt8] {
    if percent(10) { return (0..<count(1...12)).flatMap { _ in piece() } }
    if percent(3) { return (0..<count(1...12)).map { _ in UInt8.random(in: 0...255, using: &random) } }
    var text = sound[count(0...sound.count - 1)]
    for _ in 0..<count(0...3) { edit(&text) }
    return text
  }

  private mutating func edit(_ text: inout [UInt8]) {
    let place = count(0...text.count)
    let range = place..<min(text.count, place + count(1...4))
    switch count(0...5) {
    case 0: text.insert(contentsOf: piece(), at: place)
    case 1: text.replaceSubrange(range, with: piece())
    case 2: text.removeSubrange(range)
    case 3: text.insert(contentsOf: text[range], at: count(0...text.count))
    case 4: if place < text.count { text[place] ^= 1 << UInt8(count(0...7)) }
    default: if percent(30) { text.removeSubrange(place...) }
    }
  }

  /// Something of JSON's grammar, or what a careless parser takes for that.
  private mutating func piece() -> [UInt8] {
    Self.pieces[count(0...Self.pieces.count - 1)]
  }

  private static let pieces: [[UInt8]] =
    [
      "{", "}", "[", "]", ",", ":", "\"", "\"a\":", "\\", "\\u", "\\u00", "\\ud83d", "\\udc32", "\\\"", "\\/", "\\'",
      "0",
      "1", "-", "+", ".", "e", "E+", "1e9", " ", "\t", "\n", "\r", "\u{0B}", "\0", "\u{7F}", "true", "false", "null",
      "nul",
      "NaN", "Infinity", "//", "/**/", "'", "a", "é", "支", "🐲", "\u{85}", "\u{A0}", "\u{2028}", "\u{FEFF}", "[]", "{}",
    ].map { Array($0.utf8) }
    + [
      [0x80], [0xC3], [0xC0, 0xAF], [0xE2, 0x80], [0xED, 0xA0, 0x80], [0xF0, 0x9F], [0xF4, 0x90, 0x80, 0x80], [0xFF],
    ]

  private mutating func count(_ range: ClosedRange<Int>) -> Int {
    Int.random(in: range, using: &random)
  }

  private mutating func percent(_ percent: Int) -> Bool {
    count(0...99) < percent
  }
}
