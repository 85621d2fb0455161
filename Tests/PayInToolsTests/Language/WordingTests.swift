import PayIn
import Testing

@testable import PayInTools

@Suite struct WordingTests {
  private let wordings: [LocalizedText]

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
    let both = LocalizedText.sentences(LocalizedText("One.", "一。"), .empty, LocalizedText("Two.", "二。"))
    #expect(both == LocalizedText("One. Two.", "一。二。"))
    #expect(LocalizedText.sentences([]) == .empty)
    let list = LocalizedText.list(["a", "b"])
    #expect((list.english, list.chinese) == ("a, b", "a、b"))
  }
}

extension LocalizedText {
  fileprivate var english: String { rendered(in: .english) }
  fileprivate var chinese: String { rendered(in: .chinese) }
}
