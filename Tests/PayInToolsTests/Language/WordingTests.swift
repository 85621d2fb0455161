import PayIn
import Testing

@testable import PayInTools

@Suite struct WordingTests {
  private let wordings: [Wording]

  init() throws {
    wordings = try WordingTable.all
  }

  @Test func bothLanguagesSaySomething() {
    #expect(wordings.count > 300)
    for wording in wordings {
      #expect(wording[.english].contains(#/[A-Za-z]/#))
      #expect(wording[.chinese].isChinese, "\(wording[.chinese])")
    }
  }

  @Test func englishHoldsNoChinese() {
    for wording in wordings {
      #expect(wording[.english].hasNothingChinese, "\(wording[.english])")
    }
  }

  @Test func bothLanguagesShowTheSameValues() {
    for wording in wordings {
      #expect(
        Mentions.of(wording[.english]) == Mentions.of(wording[.chinese]), "\(wording[.english]) \(wording[.chinese])")
    }
  }

  @Test func chineseIsSetAsChinese() {
    for wording in wordings {
      #expect(wording[.chinese].typographicalSlip == nil, "\(wording[.chinese])")
    }
  }

  @Test func sentencesFollowEachOtherAsTheLanguageWants() {
    let both = Wording.sentences(Wording("One.", "一。"), .empty, Wording("Two.", "二。"))
    #expect(both == Wording("One. Two.", "一。二。"))
    #expect(Wording.sentences([]) == .empty)
    #expect(Wording.list(["a", "b"]) == Wording("a, b", "a、b"))
  }
}
