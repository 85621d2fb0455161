import PayIn
import Testing

@testable import PayInTools

@Suite struct LocalizedTextTests {
  private let texts: [LocalizedText]

  init() throws {
    texts = try LocalizedTextTable.all
  }

  @Test func bothLanguagesSaySomething() {
    #expect(texts.count > 300)
    for text in texts {
      #expect(text.english.contains(#/[A-Za-z]/#))
      #expect(text.chinese.isChinese, "\(text.chinese)")
    }
  }

  @Test func englishHoldsNoChinese() {
    for text in texts {
      #expect(text.english.hasNothingChinese, "\(text.english)")
    }
  }

  @Test func bothLanguagesShowTheSameValues() {
    for text in texts {
      #expect(
        Mentions.of(text.english) == Mentions.of(text.chinese), "\(text.english) \(text.chinese)")
    }
  }

  @Test func chineseIsSetAsChinese() {
    for text in texts {
      #expect(text.chinese.typographicalSlip == nil, "\(text.chinese)")
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
