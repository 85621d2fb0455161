import JSON
import Testing

struct RandomTextTests {
  private static let texts = {
    var mutator = TextMutator(seed: 7493)
    return (0..<100_000).map { _ in ParsedText(mutator.text()) }
  }()

  @Test func valuesSurviveWritingAndReading() throws {
    var generator = ValueGenerator(seed: 8259)
    for _ in 0..<10_000 {
      let value = generator.value(levels: 4)
      let bytes = JSONWriter.bytes(of: value)
      #expect(try JSONParser.parse(bytes) == value)
      #expect(!bytes.contains { $0 < 0x20 || $0 == 0x7F }, "\(value)")
    }
  }

  /// Every text is accepted or refused, and what stands before the place of an error could have become JSON.
  @Test func refusalsPointPastWhatIsSound() throws {
    for text in Self.texts {
      guard let error = text.error else { continue }
      try #require(0...text.bytes.count ~= error.offset, "\(text)")
      let sound = ParsedText(Array(text.bytes[..<error.offset]))
      #expect(sound.isAccepted || sound.error == JSONError(.unexpectedEnd, at: error.offset), "\(text)")
    }
  }

  @Test(.enabled(if: ParsedText.canAskPython, "Python is absent"))
  func pythonAgreesOnEveryText() throws {
    let differences = try ParsedText.differences(fromPythonIn: Self.texts)
    #expect(differences.isEmpty, "\(differences.count), such as \(differences.prefix(20).joined(separator: "\n"))")
    let accepted = Self.texts.count(where: \.isAccepted)
    print("agreed with Python on \(Self.texts.count) texts, \(accepted) of them JSON")
    // A mutator that makes only sound or only broken texts proves nothing.
    #expect(20_000...80_000 ~= accepted)
  }
}
