import Foundation
import Script
import TestSupport
import Testing

@Suite struct ScriptDocumentTests {
  @Test func examplesOfTheDocumentAreScripts() throws {
    let text = try String(contentsOf: OracleFolder.root.appending(path: "docs/scripts.md"), encoding: .utf8)
    let blocks = text.components(separatedBy: "```").enumerated().filter { $0.offset % 2 == 1 }.map(\.element)
    // A block of another language says which.
    let scripts = blocks.filter { $0.hasPrefix("\n") && !$0.contains("script    =") }
    #expect(scripts.count == 2)
    for script in scripts {
      #expect(throws: Never.self) { try ScriptParser().parse(script.utf8, file: "docs/scripts.md") }
    }
  }

  @Test func everyMatcherAndDirectiveIsInTheDocument() throws {
    let text = try String(contentsOf: OracleFolder.root.appending(path: "docs/scripts.md"), encoding: .utf8)
    for word in ScriptParser.directiveNames + ScriptParser.matcherNames {
      #expect(text.contains("`\(word)"), "\(word)")
    }
    for revision in Step.EraChoice.published { #expect(text.contains(revision)) }
  }
}
