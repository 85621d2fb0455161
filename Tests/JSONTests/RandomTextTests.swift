import JSON
import TestSupport
import Testing

struct RandomTextTests {
  @Test func valuesSurviveWritingAndReading() async throws {
    let changed = try await TestThread.run {
      var generator = ValueGenerator(seed: 8259)
      return try (0..<10_000).map { _ in generator.value(levels: 4) }.filter { value in
        let bytes = JSONWriter.bytes(of: value)
        return try JSONParser.parse(bytes) != value || bytes.contains { $0 < 0x20 || $0 == 0x7F }
      }
    }
    #expect(changed.isEmpty, "\(changed.count), such as \(changed.prefix(10))")
  }

  /// Every text is accepted or refused, and what stands before the place of an error could have become JSON.
  @Test func refusalsPointPastWhatIsSound() async throws {
    let misplaced = try await TestThread.run { Self.texts.filter { !$0.isAcceptedOrWrongAtItsError } }
    #expect(misplaced.isEmpty, "\(misplaced.count), such as \(misplaced.prefix(10))")
  }

  @Test(.enabled(if: ParsedText.canAskPython, "Python is absent"))
  func pythonAgreesOnEveryText() async throws {
    let differences = try await TestThread.run { try ParsedText.differences(fromPythonIn: Self.texts) }
    #expect(differences.isEmpty, "\(differences.count), such as \(differences.prefix(10))")
    let accepted = Self.texts.count(where: \.isAccepted)
    print("agreed with Python on \(Self.texts.count) texts, \(accepted) of them JSON")
    // A mutator that makes only sound or only broken texts proves nothing.
    #expect(20_000...80_000 ~= accepted)
  }

  private static let texts = {
    var mutator = TextMutator(seed: 7493)
    return (0..<100_000).map { _ in ParsedText(mutator.text()) }
  }()
}

extension ParsedText {
  fileprivate var isAcceptedOrWrongAtItsError: Bool {
    guard let error else { return true }
    guard 0...bytes.count ~= error.offset else { return false }
    let sound = ParsedText(Array(bytes[..<error.offset]))
    return sound.isAccepted || sound.error == JSONError(.unexpectedEnd, at: error.offset)
  }
}
