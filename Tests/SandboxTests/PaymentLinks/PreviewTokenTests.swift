import Testing

@testable import Sandbox
@testable import SandboxAPI
@testable import SandboxModel
@testable import SandboxPages

@Suite struct PreviewTokenTests {
  private static let id = "pl_0123456789abcdef"
  private static let end = Timestamp(milliseconds: 1_738_060_800_000)

  private let token = PreviewToken(seed: 42)

  /// The expected seal was made by Python's `hmac` with the key `sha256("42/preview")`.
  @Test func tokenIsTheEndAndItsSeal() {
    let seal = "7b3279c5afaeb8237f183238166a4d521bfde126245fee803a8d924c26c3dc57"
    #expect(token.text(for: Self.id, until: Self.end) == "1738060800000.\(seal)")
  }

  @Test func tokenIsValidForItsLinkUntilItsEnd() {
    let text = token.text(for: Self.id, until: Self.end)
    #expect(token.isValid(text, for: Self.id, now: Timestamp(milliseconds: Self.end.milliseconds - 1)))
    #expect(!token.isValid(text, for: Self.id, now: Self.end))
    #expect(!token.isValid(text, for: "pl_0123456789abcdee", now: Timestamp(milliseconds: 0)))
    #expect(!PreviewToken(seed: 43).isValid(text, for: Self.id, now: Timestamp(milliseconds: 0)))
  }

  @Test func everyCharacterCounts() {
    let text = token.text(for: Self.id, until: Self.end)
    for index in text.indices {
      let other: Character = text[index] == "1" ? "2" : "1"
      let forged = text.replacingCharacter(at: index, by: other)
      #expect(!token.isValid(forged, for: Self.id, now: Timestamp(milliseconds: 0)), "\(forged)")
    }
  }

  @Test(arguments: ["", ".", "1738060800000", "1738060800000.", "x.y", "99999999999999999999.00", "-1.00"])
  func otherTextIsNoToken(_ text: String) {
    #expect(!token.isValid(text, for: Self.id, now: Timestamp(milliseconds: 0)))
  }
}

extension String {
  fileprivate func replacingCharacter(at index: Index, by character: Character) -> String {
    String(self[..<index]) + String(character) + String(self[self.index(after: index)...])
  }
}
