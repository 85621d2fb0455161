import Glibc
import JSON
import MCP
import TestSupport
import Testing

/// Results larger than any that the program's own tools give.
@Suite(.timeLimit(.minutes(2)))
struct LargeResultTests {
  private static let text = String(repeating: "0123456789", count: 52_500)
  private static let large = Tool.make("large") { _ in .success("Large.", structured: ["text": .string(text)]) }

  /// A line of one megabyte after its id, written down independently of the encoder.
  private static let tail: [UInt8] = {
    let content = #"[{"type":"text","text":"Large."},{"type":"text","text":"{\"text\":\"\#(text)\"}"}]"#
    let structured = #","structuredContent":{"text":"\#(text)"}"#
    return Array(#","result":{"content":\#(content)\#(structured)}}"#.utf8)
  }()

  /// Row 13: 200 calls in parallel; the client stalls, then reads 4 KiB at a time.
  @Test func megabytesNeverInterleave() async throws {
    let gate = Latch()
    let harness = try SessionHarness(tools: [Self.large], pieces: 4096, after: gate)
    harness.send(SessionTests.initialize("2025-11-25"))
    for id in 1...200 { harness.send(SessionTests.request(id, "tools/call", #"{"name":"large"}"#)) }
    harness.closeInput()
    gate.arrive()
    #expect(try await harness.next()?["id"] == 0)
    var seen: Set<Int> = []
    while let line = await harness.nextLine() {
      let (id, tail) = Self.split(line)
      seen.insert(id)
      #expect(tail.count > 1024 * 1024)
      #expect(tail.count == Self.tail.count && memcmp(tail, Self.tail, tail.count) == 0)
    }
    #expect(seen == Set(1...200))
    #expect(throws: Never.self) { try JSONParser.parse(Array(#"{"jsonrpc":"2.0","id":1"#.utf8) + Self.tail) }
  }

  private static func split(_ line: [UInt8]) -> (id: Int, tail: [UInt8]) {
    let rest = line.dropFirst(#"{"jsonrpc":"2.0","id":"#.utf8.count)
    let id = rest.prefix { $0 != UInt8(ascii: ",") }
    return (Int(String(decoding: id, as: UTF8.self)) ?? 0, Array(rest.dropFirst(id.count)))
  }
}
