import Script
import TestSupport
import Testing

/// Whatever a file holds, it is a script or has problems inside its lines.
@Suite struct ScriptFuzzTests {
  private static let seed = """
    # A session
    era both
    within 2s
    call create_order amount=49.99 chainId=tron meta={a: [1, 2.50]} flag:=true title="a b"
    expect {
      result: {structuredContent: {amount: decimal("49.99"), id: regex("^ord_[0-9]+$") ~ "ord_1", tags: unordered(["a", any])}},
      error: absent, n: length(1..5), t: contains("x"), u: not(null)
    }
    capture order = result.structuredContent["order/Id"][-1]
    {"jsonrpc": "2.0", "id": 7, "method": "tools/call", "params": {"name": "${order}"}}
    expect 7 {result: {text: "<${order}> $${x} 中文"}}
    expect 7 error -32602
    raw {"broken
    env A=1 B="two words"
    advance 10m
    reply elicitation/create {action: "accept"}
    restart

    """

  @Test func mutatedScriptsParseOrHaveProblemsInTheirLines() throws {
    var random = SeededGenerator(seed: RandomizedTests.seed(otherwise: 11))
    let seed = Array(Self.seed.utf8)
    #expect(try parser.parse(seed, file: "seed").steps.count == 13)
    for _ in 0..<RandomizedTests.count(3000, full: 300_000) {
      var bytes = seed
      for _ in 0...Int.random(in: 0..<4, using: &random) { mutate(&bytes, &random) }
      try check(bytes)
    }
  }

  @Test func randomBytesNeverCrash() throws {
    var random = SeededGenerator(seed: RandomizedTests.seed(otherwise: 12))
    let alphabet = Array("{}[]()\"\\$:=,.~#\n\t expect call any regex capture 0-9e中\r".utf8)
    for _ in 0..<RandomizedTests.count(2000, full: 200_000) {
      let isText = Bool.random(using: &random)
      try check(
        (0..<Int.random(in: 0..<80, using: &random)).map { _ in
          isText ? alphabet.randomElement(using: &random)! : UInt8.random(in: 0...255, using: &random)
        })
    }
  }

  @Test(arguments: ["[", "{a:", "not(", "unordered([", "{\"a\":[", "contains("])
  func deepBracketsAreAProblem(open: String) throws {
    for text in ["call t\nexpect ", "call t a=", ""] {
      try check(Array((text + String(repeating: open, count: 50_000)).utf8))
    }
  }

  @Test(arguments: [400, 2000]) func deepRegexDoesNotEndTheStack(depth: Int) throws {
    let regex = String(repeating: "(", count: depth) + String(repeating: ")", count: depth)
    try check(Array("call t\nexpect {a: regex(\"\(regex)\")}".utf8))
  }

  private let parser = ScriptParser(controls: [.advance])

  private func check(_ bytes: [UInt8]) throws {
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    do {
      let script = try parser.parse(bytes, file: "fuzz")
      #expect(
        script.steps.allSatisfy { 1...lines.count ~= $0.lines.lowerBound && 1...lines.count ~= $0.lines.upperBound })
      let text = ScriptWriter.text(of: script)
      let again = try parser.parse(text.utf8, file: "again")
      #expect(again.steps.map(\.action) == script.steps.map(\.action), "\(text)")
    } catch {
      let location = try #require(error.problems.first).location
      #expect(1...lines.count ~= location.line)
      #expect(1...lines[location.line - 1].count + 1 ~= location.column, "\(String(decoding: bytes, as: UTF8.self))")
      #expect(!error.problems.contains { $0.text().isEmpty })
    }
  }

  private func mutate(_ bytes: inout [UInt8], _ random: inout SeededGenerator) {
    guard !bytes.isEmpty else { return }
    let start = Int.random(in: bytes.indices, using: &random)
    let end = min(bytes.count, start + Int.random(in: 0..<12, using: &random))
    switch Int.random(in: 0..<5, using: &random) {
    case 0: bytes.removeSubrange(start..<end)
    case 1: bytes.insert(contentsOf: bytes[start..<end], at: Int.random(in: 0...bytes.count, using: &random))
    case 2: bytes[start] = "{}[]()\"\\$:=,.~#\n 09a".utf8.randomElement(using: &random)!
    case 3: bytes.insert("{}[]()\"\\$:=,.~#\n\r 09a*+?".utf8.randomElement(using: &random)!, at: start)
    default: bytes[start] = UInt8.random(in: 0...255, using: &random)
    }
  }
}
