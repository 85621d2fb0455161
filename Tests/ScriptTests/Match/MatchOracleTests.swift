import JSON
import Script
import TestSupport
import Testing

/// Matchers against programs that answer the same question in another way.
@Suite struct MatchOracleTests {
  /// Python's decimal module compares numbers exactly.
  @Test func decimalsAreEqualExactlyWherePythonSaysSo() throws {
    var random = SeededGenerator(seed: RandomizedTests.seed(otherwise: 21))
    let pairs = (0..<RandomizedTests.count(2000, full: 50_000)).map { _ -> (String, String) in
      let first = decimal(&random)
      return (first, Bool.random(using: &random) ? decimal(&random) : variant(of: first, &random))
    }
    let input = pairs.map { "\($0.0) \($0.1)\n" }.joined()
    let output = try PythonPeer.answers(of: "Tests/ScriptTests/Match/decimals.py", to: input)
    #expect(output.status == 0)
    let answers = output.output.split(separator: "\n")
    try #require(answers.count == pairs.count)
    #expect(Set(answers).count == 2)
    for (pair, answer) in zip(pairs, answers) {
      let pattern = Pattern.decimal(pair.0)
      #expect((pattern.mismatch(with: .string(pair.1)) == nil) == (answer == "1"), "\(pair)")
      if let number = JSONNumber(pair.1) {
        #expect((pattern.mismatch(with: .number(number)) == nil) == (answer == "1"), "\(pair)")
      }
    }
  }

  private func decimal(_ random: inout SeededGenerator) -> String {
    let digits = { (count: ClosedRange<Int>, random: inout SeededGenerator) in
      (0..<Int.random(in: count, using: &random)).map { _ in "0012059".randomElement(using: &random)! }
    }
    let whole = String(digits(0...3, &random))
    let fraction = String(digits(whole.isEmpty ? 1...3 : 0...3, &random))
    let exponent = ["", "", "", "e0", "E+2", "e-3", "e1"].randomElement(using: &random)!
    let sign = ["", "", "-", "+"].randomElement(using: &random)!
    return sign + whole + (fraction.isEmpty ? "" : ".\(fraction)") + exponent
  }

  /// The same value, written with more zeros.
  private func variant(of text: String, _ random: inout SeededGenerator) -> String {
    let parts = text.lowercased().split(separator: "e", omittingEmptySubsequences: false)
    let zeros = String(repeating: "0", count: Int.random(in: 1...4, using: &random))
    let mantissa = parts[0].contains(".") ? parts[0] + zeros : parts[0] + "." + zeros
    return mantissa + (parts.count > 1 ? "e\(parts[1])" : "")
  }

  /// Every order of the elements is tried.
  @Test func unorderedFitsExactlyWhereSomeOrderDoes() {
    var random = SeededGenerator(seed: RandomizedTests.seed(otherwise: 22))
    var fitting = 0
    for _ in 0..<RandomizedTests.count(3000, full: 100_000) {
      let elements = (0..<Int.random(in: 0...5, using: &random)).map { _ in Int.random(in: 0...3, using: &random) }
      let allowed = (0..<elements.count).map { _ in
        Set((0...Int.random(in: 0...2, using: &random)).map { _ in Int.random(in: 0...3, using: &random) })
      }
      let patterns = allowed.map { set in
        Pattern.regex("^[" + set.sorted().map(String.init).joined() + "]$")
      }
      let value = JSONValue.array(elements.map { .string(String($0)) })
      let expected = permutations(elements).contains { order in zip(order, allowed).allSatisfy { $1.contains($0) } }
      #expect((Pattern.unordered(patterns).mismatch(with: value) == nil) == expected, "\(elements) \(allowed)")
      fitting += expected ? 1 : 0
    }
    #expect(fitting > 100)
  }

  private func permutations(_ elements: [Int]) -> [[Int]] {
    guard let first = elements.first else { return [[]] }
    return permutations(Array(elements.dropFirst())).flatMap { rest in
      (0...rest.count).map { Array(rest[..<$0]) + [first] + rest[$0...] }
    }
  }
}
