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
    let page = LocalizedText("Pay at \(whole: "https://p/1")", "付款：\(whole: "https://p/1")")
    let warned = LocalizedText.sentences(page, .hint([LocalizedText("Old.", "旧。"), LocalizedText("New.", "新。")]))
    #expect(warned[.chinese].rendered() == "付款：https://p/1 警告：旧。新。")
    #expect(warned[.english].rendered() == "Pay at https://p/1 Warning: Old. New.")
    let list = LocalizedText.list(["a", "b"])
    #expect((list.english, list.chinese) == ("a, b", "a、b"))
  }
}

extension LocalizedText {
  fileprivate var english: String { rendered(in: .english) }
  fileprivate var chinese: String { rendered(in: .chinese) }
}
