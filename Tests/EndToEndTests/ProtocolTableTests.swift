import Foundation
import TestSupport
import Testing

/// docs/protocol.md and the tests it names.
struct ProtocolTableTests {
  private static let table = OracleFolder.root.appending(path: "docs/protocol.md")

  /// Number and proof of each row.
  private static func rows() throws -> [(number: Int, proof: String)] {
    try String(contentsOf: table, encoding: .utf8).split(separator: "\n").compactMap { line in
      let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      guard cells.count == 4, let number = Int(cells[0]) else { return nil }
      return (number, cells[3])
    }
  }

  private static func testNames() throws -> Set<String> {
    let folder = OracleFolder.root.appending(path: "Tests").path
    let files = try FileManager.default.subpathsOfDirectory(atPath: folder).filter { $0.hasSuffix("Tests.swift") }
    let texts = try files.map { try String(contentsOfFile: "\(folder)/\($0)", encoding: .utf8) }
    return Set(texts.joined().matches(of: /func (\w+)\(/).map { String($0.1) }).union(ScriptFileTests.files)
  }

  @Test func everyRuleIsNumberedOnce() throws {
    #expect(try Self.rows().map(\.number) == Array(1...168))
  }

  @Test func everyRowNamesATestThatExistsOrSaysWhyNot() throws {
    let tests = try Self.testNames()
    var (byTest, byJudge) = (0, 0)
    for (number, proof) in try Self.rows() {
      let names = proof.matches(of: /`(\w+|[\w-]+\.payin)`/).map { String($0.1) }.filter { $0 != "finish" }
      for name in names { #expect(tests.contains(name), "row \(number): \(name)") }
      let words = ["judge", "does not apply: ", "every end-to-end test", "every modern end-to-end test"]
      #expect(!names.isEmpty || words.contains { proof.contains($0) }, "row \(number)")
      byTest += names.isEmpty ? 0 : 1
      byJudge += proof.contains("judge") ? 1 : 0
    }
    print("protocol rules: \(try Self.rows().count), by named tests \(byTest), also or only by the judge \(byJudge)")
  }
}
