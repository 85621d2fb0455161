import Foundation
import PayIn
import Testing

/// The help of `serve` against the table of settings.
@Suite struct HelpTests {
  private static func help(_ language: Language) throws -> String {
    let process = Process()
    let output = Pipe()
    process.executableURL = ServerHelp.program
    process.arguments = ["help", "serve"]
    process.environment = ["PAYIN_LANG": language.rawValue, "COLUMNS": "200"]
    process.standardOutput = output
    try process.run()
    let text = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    return text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  @Test func everyFlagNamesItsVariableAndDefault() throws {
    let (english, chinese) = (try Self.help(.english), try Self.help(.chinese))
    for variable in ConfigurationVariable.allCases where variable.row.flag != .none {
      let standard = variable.row.standard
      #expect(english.contains(" \(variable.rawValue)\(standard.map { "; default \($0)" } ?? "")."), "\(variable)")
      // Chinese has no spaces, but the help breaks lines.
      let compact = chinese.replacing(" ", with: "")
      #expect(compact.contains("\(variable.rawValue)\(standard.map { "；默认\($0)" } ?? "")。"), "\(variable)")
    }
  }
}
