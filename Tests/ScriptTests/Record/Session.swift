import JSON
import Script

/// A session in a test: a line that begins with `C` is the client's, one that begins with `S` the server's.
enum Session {
  static func lines(_ text: String) -> [RecordedLine] {
    text.split(separator: "\n").map { line in
      RecordedLine(line.hasPrefix("C") ? .fromClient : .fromServer, String(line.dropFirst(2)))
    }
  }

  static func script(_ text: String, environment: [String: String] = [:]) -> Script {
    let end = Recorder.End(linesBeforeEndOfInput: nil, exit: nil)
    return Recorder.record(lines(text), environment: environment, end: end, file: "session").script
  }

  static func text(_ text: String) -> String {
    ScriptWriter.text(of: script(text))
  }

  /// Plays the session's answers against a script's expectations, and returns the differences.
  static func mismatches(of script: Script, with text: String) -> [Mismatch] {
    var (answers, captures): ([String: JSONValue], Captures) = ([:], [:])
    for line in lines(text) where line.direction == .fromServer {
      guard let value = try? JSONParser.parse(line.bytes), let id = value["id"] else { continue }
      answers[id.description] = value
    }
    var last: JSONValue = .null
    return script.steps.compactMap { step in
      switch step.action {
      case .expect(let pattern, let id?):
        last = answers[id.description] ?? .null
        return pattern.mismatch(with: last, captures)
      case .capture(let name, let path):
        captures[name] = path.value(in: last)
        return nil
      default: return nil
      }
    }
  }
}
