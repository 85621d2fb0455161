import Foundation
import Testing

@testable import SandboxPages

/// The texts of the pages, as they stand in the source: a `Phrase` is no list of cases.
@Suite struct PhraseTests {
  private struct Declaration: CustomStringConvertible {
    let name: String
    let english: String
    let chinese: String

    var description: String { name }

    var values: [Set<String>] {
      [english, chinese].map { text in Set(text.matches(of: /\{[^}]*\}/).map { String($0.output) }) }
    }
  }

  private static func declarations() throws -> [Declaration] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(
      path: "../../../Sources/SandboxPages/Language")
    let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    return try files.flatMap { file in
      let source = try String(contentsOf: file, encoding: .utf8)
      let found = source.matches(of: /static let (\w+) = Phrase\(\s*"((?:[^"\\]|\\.)*)",\s*"((?:[^"\\]|\\.)*)"\)/)
        .map { Declaration(name: String($0.1), english: String($0.2), chinese: String($0.3)) }
      #expect(found.count == source.matches(of: /= Phrase\(/).count, "\(file.lastPathComponent)")
      return found
    }
  }

  @Test func languagesSayTheSameValues() throws {
    let phrases = try Self.declarations()
    #expect(phrases.count > 100)
    for phrase in phrases {
      #expect(phrase.values[0] == phrase.values[1], "\(phrase)")
      #expect(!phrase.english.isEmpty && !phrase.chinese.isEmpty, "\(phrase)")
    }
  }

  @Test func chineseIsChinese() throws {
    for phrase in try Self.declarations() {
      // A text of values, signs and short words such as "of" may be the same in both.
      let hasWords = phrase.english.replacing(/\{[^}]*\}/, with: "").contains(/[a-z]{3}/)
      #expect(phrase.chinese.contains(/\p{Han}/) || !hasWords, "\(phrase)")
      #expect(!phrase.english.contains(/\p{Han}/), "\(phrase)")
    }
  }
}
