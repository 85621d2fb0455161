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
      #expect(wording.english.contains(#/[A-Za-z]/#))
      #expect(wording.chinese.isChinese, "\(wording.chinese)")
    }
  }

  @Test func englishHoldsNoChinese() {
    for wording in wordings {
      #expect(wording.english.hasNothingChinese, "\(wording.english)")
    }
  }

  @Test func bothLanguagesShowTheSameValues() {
    for wording in wordings {
      #expect(
        Mentions.of(wording.english) == Mentions.of(wording.chinese), "\(wording.english) \(wording.chinese)")
    }
  }

  @Test func chineseIsSetAsChinese() {
    for wording in wordings {
      #expect(wording.chinese.typographicalSlip == nil, "\(wording.chinese)")
    }
  }

  @Test func sentencesFollowEachOtherAsTheLanguageWants() {
    let both = Wording.sentences(Wording("One.", "一。"), .empty, Wording("Two.", "二。"))
    #expect(both == Wording("One. Two.", "一。二。"))
    #expect(Wording.sentences([]) == .empty)
    let list = Wording.list(["a", "b"])
    #expect((list.english, list.chinese) == ("a, b", "a、b"))
  }
}

extension Wording {
  fileprivate var english: String { rendered(in: .english) }
  fileprivate var chinese: String { rendered(in: .chinese) }
}
