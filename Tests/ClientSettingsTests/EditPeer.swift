import ClientSettings
import JSON
import TestSupport
import Testing

/// Parsers in Python that judge edits.
enum EditPeer {
  struct Edit {
    let format: SettingsFormat
    let before: [UInt8]
    let after: [UInt8]
    let path: [String]
    /// What must stand in the text afterwards, or nil if it must not be there.
    let entry: JSONObject?
  }

  static let isPresent = PythonPeer.canImport("yaml")

  /// Expects that each edit did what it should, and nothing else.
  static func check(_ edits: [Edit], sourceLocation: SourceLocation = #_sourceLocation) throws {
    let lines = edits.map { edit in
      let line: JSONObject = [
        "format": .string(edit.format.rawValue), "before": .string(String(decoding: edit.before, as: UTF8.self)),
        "after": .string(String(decoding: edit.after, as: UTF8.self)), "path": .array(edit.path.map(JSONValue.string)),
        "entry": edit.entry.map(JSONValue.object) ?? .null,
      ]
      return JSONValue.object(line).description + "\n"
    }
    let answers = try PythonPeer.answers(of: "Tests/ClientSettingsTests/peer.py", to: lines.joined())
    #expect(answers.status == 0, sourceLocation: sourceLocation)
    let letters = answers.output.filter { !$0.isNewline }
    #expect(letters.count == edits.count, sourceLocation: sourceLocation)
    for (letter, edit) in zip(letters, edits) where letter != "=" {
      let texts = [edit.before, edit.after].map { String(decoding: $0, as: UTF8.self) }
      Issue.record("\(letter) \(edit.format)\n\(texts[0])\n=>\n\(texts[1])", sourceLocation: sourceLocation)
    }
  }
}
