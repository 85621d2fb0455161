import TestSupport
import Testing

@testable import PayIn

/// Random references of all planes and categories make one order each, whatever is lost on the way.
@Suite(.timeLimit(.minutes(10))) struct ReferencePropertyTests {
  /// The number of references for each kind of search.
  private static let total = RandomizedTests.count(600, full: 3340)
  private static let seed = RandomizedTests.seed(otherwise: 11)
  /// References that share one API.
  private static let familySize = 20

  @Test(arguments: [(.pattern, 0), (.substring, 1), (.exact, 2)] as [(OrderAPI.Search, UInt64)])
  func everyReferenceIsRefusedOrMakesOneOrder(_ search: OrderAPI.Search, _ index: UInt64) async throws {
    let seed = Self.seed &* 3 &+ index
    var generator = ReferenceGenerator(seed: seed)
    var (refused, troubles): (Int, [String]) = (0, [])
    for number in 0..<(Self.total / Self.familySize) {
      let family = generator.family(of: Self.familySize)
      var journey = try ReferenceJourney(
        family, search, firstNumber: number * Self.familySize, seed: seed &+ UInt64(number))
      try await journey.run()
      refused += journey.entries.count(where: \.isRefused)
      troubles += journey.troubles
    }
    print("\(search), seed \(Self.seed): \(Self.total) references, \(refused) refused, \(troubles.count) in trouble")
    #expect(troubles.isEmpty, "\(troubles.prefix(20).joined(separator: "\n"))")
    // Neither nearly all nor nearly none.
    #expect(Self.total / 10...Self.total * 3 / 4 ~= refused)
  }

  /// What everybody can see is not refused; what nobody can see is.
  @Test func refusalsFollowFromTheCategories() {
    var generator = ReferenceGenerator(seed: Self.seed)
    for reference in generator.family(of: 2000) {
      let isRefused = NewReference.error(in: reference, hiding: .none) != nil
      if Self.isPlain(reference) { #expect(!isRefused, "\(reference.escaped)") }
      if Self.holdsHidden(reference) { #expect(isRefused, "\(reference.escaped)") }
    }
  }

  /// Letters, marks, numbers, punctuation, symbols, and space separators that are not at its ends.
  private static func isPlain(_ text: String) -> Bool {
    let visible = ScalarPools.visible.map(\.category)
    guard let first = text.unicodeScalars.first, let last = text.unicodeScalars.last else { return false }
    return ![first, last].contains { $0.properties.isWhitespace }
      && text.unicodeScalars.allSatisfy {
        visible.contains($0.properties.generalCategory) && !$0.properties.isDefaultIgnorableCodePoint
      }
  }

  private static func holdsHidden(_ text: String) -> Bool {
    text.unicodeScalars.contains {
      [.control, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator].contains($0.properties.generalCategory)
    }
  }
}
