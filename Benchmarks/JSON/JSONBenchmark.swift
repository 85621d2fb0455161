import Foundation
import Glibc
import JSON

/// Prints how fast JSON is read and written, beside what the memory and Foundation's JSONSerialization do with it.
///
///     swift run -c release JSONBenchmark
@main
struct JSONBenchmark {
  static func main() throws {
    print(row(["document", "bytes", "pass", "MB/s", "JSONSerialization", "memchr", "memcpy"]))
    for document in try Document.all() {
      try report(document, "parse", parsers(of: document.bytes))
      try report(document, "write", writers(of: document.bytes))
    }
    print("MB/s of processor time; for each baseline its MB/s and our multiple of that")
  }

  private static func report(_ document: Document, _ operation: String, _ contenders: [Race.Contender]) throws {
    let speeds = try Race(size: document.bytes.count, contenders: contenders + memory(document.bytes)).run()
    let baselines = speeds.dropFirst().map { "\(Int($0)) (\(multiple(speeds[0] / $0)))" }
    print(row([document.name, "\(document.bytes.count)", operation, "\(Int(speeds[0]))"] + baselines))
  }

  private static func parsers(of bytes: [UInt8]) -> [Race.Contender] {
    let data = Data(bytes)
    return [
      Race.Contender("JSONParser") { try JSONParser.parse(bytes).object?.count ?? 0 },
      Race.Contender("JSONSerialization") {
        (try JSONSerialization.jsonObject(with: data) as? [String: Any])?.count ?? 0
      },
    ]
  }

  private static func writers(of bytes: [UInt8]) throws -> [Race.Contender] {
    let value = try JSONParser.parse(bytes)
    let object = try JSONSerialization.jsonObject(with: Data(bytes))
    return [
      Race.Contender("JSONWriter") { JSONWriter.bytes(of: value).count },
      Race.Contender("JSONSerialization") { try JSONSerialization.data(withJSONObject: object).count },
    ]
  }

  /// The least that reading, and copying, can cost: no byte of a document is a line feed.
  private static func memory(_ bytes: [UInt8]) -> [Race.Contender] {
    let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 16)
    return [
      Race.Contender("memchr") {
        bytes.withUnsafeBytes { $0.baseAddress.map { memchr($0, 0x0A, bytes.count) == nil ? 1 : 0 } ?? 0 }
      },
      Race.Contender("memcpy") {
        copy.copyBytes(from: bytes)
        return Int(copy[bytes.count / 2])
      },
    ]
  }

  private static func multiple(_ ratio: Double) -> String {
    String(format: ratio < 1 ? "×%.4f" : "×%.1f", ratio)
  }

  private static func row(_ cells: [String]) -> String {
    zip(cells, [12, 9, 7, 8, 18, 18, 18]).map { $0.padding(toLength: $1, withPad: " ", startingAt: 0) }.joined()
  }
}
