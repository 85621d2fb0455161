import Testing

/// Names and texts use the terms of MCP, HTTP, SQL and payments. The words listed here were once used in their place,
/// with a meaning that only this project knew.
@Suite struct VocabularyTests {
  /// Single words, also as parts of a name: `hear` is found in `dialectIsHeard` only as `heard`.
  private static let words: Set<String> = [
    "advising", "agenda", "begun", "couriers", "courier", "dear", "errand", "errands", "gone", "hear", "heard",
    "hearing",
    "hears", "hurry", "lanes", "manner", "nap", "obey", "obeys", "parcel", "parcels", "patience", "patient", "receipt",
    "somebody", "spoil", "spoils", "spoilt", "talk", "talks", "thing", "things", "unclear", "whoever", "wording",
  ]

  /// Words that follow each other, in a name or in a sentence.
  private static let phrases: [[String]] = [
    ["client", "memory"], ["creation", "span"], ["give", "back"], ["look", "again"], ["open", "dialect"],
    ["order", "standing"], ["record", "shape"], ["seed", "dialect"], ["take", "order"], ["text", "cleaner"],
    ["watch", "hub"], ["watch", "ledger"], ["without", "advice"],
  ]

  /// Official terms: the lanes of Keccak's state (FIPS 202, section 3.1.1), the phrase of HTTP's status 410, and the paper
  /// that a payer keeps.
  private static let accepted: [String: Set<String>] = [
    "lanes": ["Sources/PayIn/Addresses/Keccak256.swift"],
    "gone": [
      "Sources/SandboxAPI/Checkout/CheckoutRoutes.swift", "Sources/SandboxAPI/Replies/APIError.swift",
      "Tests/SandboxModelTests/Reference/ReferenceLink.swift", "Tests/SandboxModelTests/Run/ModelRun+Links.swift",
      "schemas/payin.openapi.json",
    ],
    "receipt": [
      "Sources/CPages/checkout.css", "Sources/CPages/order.js", "Sources/SandboxPages/Language/Phrase+Payer.swift",
      "Sources/SandboxPages/Order/OrderPage+Stage.swift", "Sources/SandboxPages/Order/OrderPage.swift",
      "Sources/SandboxPages/Order/OrderProgress.swift", "Tests/Browser/checkout.py",
      "Tests/SandboxTests/Pages/OrderPageTests.swift", "docs/payment-pages.md",
      "Tests/PayInToolsTests/Guide/GuideSearchTests.swift", "schemas/guide/en/cannot-do.md",
      "schemas/guide/zh/cannot-do.md",
    ],
  ]

  private static let places = [
    "Sources", "Tests", "docs", "schemas", "README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md",
  ]

  @Test(arguments: places) func onlyTermsOfTheFieldAreUsed(place: String) throws {
    for path in try Repository.texts(below: place) where !path.hasSuffix("/VocabularyTests.swift") {
      let lines = try Repository.text(path).split(separator: "\n", omittingEmptySubsequences: false)
      for (index, line) in ([path[...]] + lines).enumerated() {
        let found = Self.found(in: line).filter { Self.accepted[$0]?.contains(path) != true }
        #expect(found.isEmpty, "\(path):\(index): \(line)")
      }
    }
  }

  @Test(
    arguments: [
      ("func dialectIsHeard()", ["heard"]), ("/// A thing.", ["thing"]),
      ("let watchHub = Talk()", ["talk", "watch hub"]),
      ("/// Something that takes orders, heard_of", ["heard"]), ("giveBack", ["give back"]),
      ("everything, Talking", []),
    ] as [(Substring, [String])])
  func wordsAreFoundInNamesAndSentences(line: Substring, expected: [String]) {
    #expect(Self.found(in: line) == expected)
  }

  private static let phrasesByFirstWord = Dictionary(grouping: phrases) { $0[0] }

  private static func found(in line: Substring) -> [String] {
    let words = split(line)
    var (single, sequences): ([String], [String]) = ([], [])
    for (index, word) in words.enumerated() {
      if Self.words.contains(word) { single.append(word) }
      for phrase in phrasesByFirstWord[word] ?? [] where words[index...].starts(with: phrase) {
        sequences.append(phrase.joined(separator: " "))
      }
    }
    return single + sequences
  }

  /// The words of a line in lower case. Names in camel case are taken apart at their capitals.
  private static func split(_ line: Substring) -> [String] {
    var (words, word, wasLower): ([String], [UInt8], Bool) = ([], [], false)
    for byte in line.utf8 {
      let (isUpper, isLower) = (
        UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte, UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte
      )
      if !word.isEmpty, isUpper && wasLower || !isUpper && !isLower {
        words.append(String(decoding: word, as: UTF8.self))
        word = []
      }
      if isUpper || isLower { word.append(byte | 0x20) }
      wasLower = isLower
    }
    return word.isEmpty ? words : words + [String(decoding: word, as: UTF8.self)]
  }
}
