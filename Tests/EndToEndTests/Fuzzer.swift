import JSON
import TestSupport

/// Lines that are nearly sound: requests and notifications of both eras with a few places changed.
struct Fuzzer {
  private static let total = RandomizedTests.count(4000, full: 100_000)

  /// One run of the program each.
  static let seeds: [UInt64] = (1...UInt64(max(2, total / 20_000))).map { RandomizedTests.seed(otherwise: 0) &+ $0 }

  /// Lines of one run.
  static let lines = max(100, total / seeds.count)

  private var random: SeededGenerator

  init(seed: UInt64) {
    random = SeededGenerator(seed: seed)
  }

  private static let order: JSONValue = [
    "orderReference": "a", "amount": "10.50", "currency": "USDT", "chainId": "ethereum-sepolia",
    "paymentWindowMinutes": 10, "metadata": ["é": [nil, true, "1e-3"]],
  ]

  private static let sound: [[UInt8]] = [
    Line.request(1, "ping"), Line.initialize("2025-03-26"), Line.initialize("2025-11-25"), Line.initialized,
    Line.request(2, "tools/list"), Line.request(3, "tools/list", ["cursor": "x"], .july2026),
    Line.request("é", "server/discover", [:], .july2026), Line.cancel(4),
    Line.call(4, "create_order", order, .july2026, meta: ["progressToken": "t"]),
    Line.call(5, "create_order", order, .november2025), Line.call(6, "list_deposits", ["limit": 5], .june2025),
    Line.call(7, "get_order", ["orderId": "ord_1"], .march2025),
    Line.request(10, "resources/list"), Line.request(11, "resources/templates/list", [:], .july2026),
    Line.request(12, "resources/read", ["uri": "payin://guide/orders"], .july2026),
    Line.request(13, "resources/read", ["uri": "payin://orders/ord_1"]),
    Line.request(14, "resources/subscribe", ["uri": "payin://orders/ord_1"]),
    Line.request(15, "resources/unsubscribe", ["uri": "payin://orders/ord_1"]),
    Line.request(
      16, "subscriptions/listen", ["notifications": ["resourceSubscriptions": ["payin://orders/ord_1"]]], .july2026),
    Line.cancel(16), Line.request(17, "prompts/list", [:], .july2026),
    Line.request(18, "prompts/get", ["name": "create_payment", "arguments": ["amount": "1", "chainId": "x"]]),
    Line.request(
      19, "completion/complete",
      ["ref": ["type": "ref/prompt", "name": "create_payment"], "argument": ["name": "chainId", "value": "e"]],
      .july2026),
    Line.request(
      20, "tools/call",
      [
        "name": "create_order", "arguments": order, "requestState": "v1.e30.AAAA",
        "inputResponses": ["confirm": ["action": "accept", "content": ["confirm": true]]],
      ], .july2026),
    Line.call(21, "wait_for_order", ["orderId": "ord_1", "timeoutSeconds": 1], .july2026), Line.cancel(21),
    #"{"jsonrpc":"2.0","id":"payin-1","result":{"action":"accept","content":{"confirm":true}}}"#,
    "[\(Line.request(8, "ping")),\(Line.initialized)]", #"{"jsonrpc":"2.0","id":9,"result":{}}"#,
  ].map { Array($0.utf8) }

  /// What parsers trip over.
  private static let pieces: [[UInt8]] = texts.map { Array($0.utf8) } + brokenUTF8

  private static let texts = [
    "{", "}", "[", "]", "\"", "\\", ",", ":", "\u{FEFF}", "\r", "\r\n", "\n", "\n\n", " ", "\t", "\u{0}", "\u{7F}",
    "\u{85}", "\u{2028}", "null", "true", "NaN", "-", "-0", "1e400", "1e-400", "0x1F", "1.", ".5", "00", "+1",
    "99999999999999999999999999999999999999", #"\ud800"#, #"\udc00\ud800"#, #"\u0000"#, #"\u"#, #"\x"#, "//", "'",
    #""id":null,"#, #""id":1,"#, #""jsonrpc":"2.0","#, #""_meta":{},"#, "🐲", "e\u{301}",
    String(repeating: "[", count: 300), String(repeating: #"{"a":"#, count: 300), String(repeating: "9", count: 3000),
    String(repeating: "a", count: 100_000),
  ]

  private static let brokenUTF8: [[UInt8]] = [
    [0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE2, 0x82], [0x80],
  ]

  /// May hold line ends, and so be several lines.
  mutating func line() -> [UInt8] {
    var bytes = Self.sound.randomElement(using: &random) ?? []
    for _ in 0..<Int.random(in: 1...4, using: &random) { mutate(&bytes) }
    return bytes
  }

  private mutating func mutate(_ bytes: inout [UInt8]) {
    let place = Int.random(in: 0...bytes.count, using: &random)
    let length = Int.random(in: 0...min(8, bytes.count - place), using: &random)
    switch Int.random(in: 0..<8, using: &random) {
    case 0: bytes.removeSubrange(place..<place + length)
    case 1: bytes.removeSubrange(place...)
    case 2: bytes.insert(contentsOf: bytes[place..<place + length], at: place)
    case 3: bytes.insert(UInt8.random(in: 0...255, using: &random), at: place)
    case 4 where place < bytes.count: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
    case 5: bytes.insert(contentsOf: Self.sound.randomElement(using: &random) ?? [], at: place)
    default: bytes.replaceSubrange(place..<place + length, with: Self.pieces.randomElement(using: &random) ?? [])
    }
  }
}
