import JSON
import TestSupport

/// A text, and what came of parsing it.
struct ParsedText: CustomStringConvertible {
  let bytes: [UInt8]
  let result: Result<JSONValue, JSONError>

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    result = Result { () throws(JSONError) in try JSONParser.parse(bytes) }
  }

  var isAccepted: Bool {
    if case .success = result { true } else { false }
  }

  var error: JSONError? {
    if case .failure(let error) = result { error } else { nil }
  }

  var description: String {
    let outcome = error?.description ?? "accepted"
    return String(decoding: bytes.prefix(200), as: UTF8.self).debugDescription + ": " + outcome
  }
}

extension ParsedText {
  static let canAskPython = PythonPeer.canImport("json")

  /// Those that Python's parser accepts and ours does not, or the reverse, and those of which it reads other tokens
  /// from what we write.
  static func differences(fromPythonIn texts: [ParsedText]) throws -> [String] {
    let questions = String(decoding: texts.flatMap(\.question), as: UTF8.self)
    let (status, answers) = try PythonPeer.answers(of: "Tests/JSONTests/peer.py", to: questions)
    guard status == 0, answers.count == texts.count else {
      return ["Python ended with \(status) after \(answers.count) of \(texts.count) answers"]
    }
    return zip(texts, answers).filter { text, answer in answer != (text.isAccepted ? "=" : "x") }
      .map { text, answer in "\(text), Python says \(answer)" }
  }

  private var question: [UInt8] {
    let written = (try? result.get()).map { JSONWriter.bytes(of: $0) } ?? []
    var line: [UInt8] = []
    appendHexadecimal(bytes, to: &line)
    line.append(UInt8(ascii: " "))
    appendHexadecimal(written, to: &line)
    line.append(UInt8(ascii: "\n"))
    return line
  }

  private func appendHexadecimal(_ bytes: [UInt8], to line: inout [UInt8]) {
    for byte in bytes {
      line.append(Self.digits[Int(byte >> 4)])
      line.append(Self.digits[Int(byte & 15)])
    }
  }

  private static let digits = Array("0123456789abcdef".utf8)
}
