import Testing

@testable import Sandbox
@testable import SandboxAPI
@testable import SandboxModel
@testable import SandboxPages

@Suite struct PhraseTests {
  @Test(arguments: PageLanguage.allCases)
  func everyPhraseHasItsWords(_ language: PageLanguage) {
    for phrase in Phrase.allCases {
      #expect(language.phrases[phrase]?.isEmpty == false, "\(phrase)")
    }
  }

  @Test(arguments: Phrase.allCases)
  func languagesSayTheSameValues(_ phrase: Phrase) {
    let values = PageLanguage.allCases.map { language in
      Set((language.phrases[phrase] ?? "").matches(of: /\{[^}]*\}/).map { String($0.output) })
    }
    #expect(Set(values).count == 1, "\(values)")
  }

  @Test func chineseIsChinese() {
    for (phrase, text) in Phrase.chinese where phrase != .confirmationsSeen {
      #expect(text.contains(/\p{Han}/), "\(phrase): \(text)")
    }
    for (phrase, text) in Phrase.english { #expect(!text.contains(/\p{Han}/), "\(phrase): \(text)") }
  }
}
