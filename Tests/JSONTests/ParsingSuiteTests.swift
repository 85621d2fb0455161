import Foundation
import JSON
import TestSupport
import Testing

/// The JSON Parsing Test Suite: `y_` must be accepted, `n_` refused, and for `i_` we decide.
@Suite(.enabled(if: ParsingSuite.folder != nil, "the parsing suite is absent"))
struct ParsingSuiteTests {
  @Test func everythingThatIsJSONIsAcceptedAndSurvivesWriting() throws {
    let files = try ParsingSuite.files("y_")
    #expect(files.count == 95)
    for (name, text) in files {
      let value = try text.result.get()
      #expect(try JSONParser.parse(JSONWriter.bytes(of: value)) == value, "\(name)")
    }
  }

  @Test func everythingElseIsRefusedWithAPlaceInsideTheText() throws {
    let files = try ParsingSuite.files("n_")
    #expect(files.count == 188)
    for (name, text) in files {
      let error = try #require(text.error, "\(name)")
      #expect(0...text.bytes.count ~= error.offset, "\(name)")
    }
  }

  @Test func whatIsLeftOpenIsDecided() throws {
    let files = try ParsingSuite.files("i_")
    #expect(Set(files.map(\.name)) == Set(ParsingSuite.decisions.map(\.name)))
    for (name, text) in files {
      let decision = try #require(ParsingSuite.decisions.first { $0.name == name })
      #expect(text.error?.code == decision.error, "\(name): \(decision.reason)")
    }
  }

  @Test(.enabled(if: ParsedText.canAskPython, "Python is absent"))
  func pythonReadsTheSameTokensFromWhatIsWritten() async throws {
    let texts = try ParsingSuite.files("").map(\.text)
    #expect(texts.count == 318)
    #expect(try await TestThread.run { try ParsedText.differences(fromPythonIn: texts) } == [])
  }
}
