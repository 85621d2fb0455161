import Foundation
import Testing

/// docs/outcomes.md and the tests it names.
@Suite struct OutcomeRulesTests {
  private let lines: [Substring]

  init() throws {
    lines = try Markdown(Repository.text("docs/outcomes.md")).lines
  }

  /// The names in the last cell of each row of a table; the heads and their rules are left out.
  private var proofs: [(row: Substring, names: [String])] {
    lines.filter { $0.hasPrefix("|") && !$0.hasPrefix("|---") && !$0.hasSuffix("Proven by |") }.map { row in
      let cell = row.dropLast().split(separator: "|").last ?? ""
      return (row, cell.matches(of: /`([a-z]\w+[A-Z]\w+)`/).map { String($0.1) })
    }
  }

  @Test func everyRuleNamesTestsThatExist() throws {
    let tests = try Repository.testNames()
    #expect(proofs.count > 40)
    for (row, names) in proofs {
      #expect(!names.isEmpty, "\(row)")
      for name in names { #expect(tests.contains(name), "\(name)") }
    }
  }
}
