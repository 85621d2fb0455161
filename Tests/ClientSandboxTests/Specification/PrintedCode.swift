import Foundation
import TestSupport

/// The code that the specification's guide prints, taken from its text when the tests run. The text has no marks around
/// code, and what follows a sample stands in its last line.
struct PrintedCode: Sendable {
  /// The guide with the address of the sandbox in place of PayIn's.
  private let lines: [Substring]

  /// Nil, with a loud line, where the guide is absent.
  static let guide: String? = OracleFolder.named("seed/payin-api-integration.zh.txt").flatMap {
    try? String(contentsOf: $0, encoding: .utf8)
  }

  /// - Parameter root: the address that replaces the one of PayIn's test network.
  init(_ guide: String, root: String) {
    lines = guide.replacing("https://testnet.payin.com", with: root)
      .split(separator: "\n", omittingEmptySubsequences: false)
  }

  /// The lines from the first that begins with `start`, up to the first after it in which `end` is found, without that.
  private func sample(from start: String, to end: String) -> String {
    let found = lines.drop { !$0.hasPrefix(start) }
    var sample: [Substring] = []
    for line in found {
      if let mark = line.firstRange(of: end) {
        sample.append(line[..<mark.lowerBound])
        break
      }
      sample.append(line)
    }
    return sample.joined(separator: "\n")
  }

  // MARK: Classes

  /// The class for Node.js, and the lines that use it.
  var typeScript: String { sample(from: "import crypto", to: "Python") }

  var php: String { sample(from: "<?php", to: "cURL") }

  /// The class for Python with its indentation, which the text of the guide has lost, and without the lines that use it:
  /// they need a module that they do not import.
  var python: String {
    let printed = sample(from: "import requests", to: "PHP").split(separator: "\n").map(String.init)
    var (indented, depth, isInMethod, isOver) = ([String](), 0, false, false)
    for line in printed where !isOver {
      let isNewStatement = depth == 0
      if isNewStatement, line.hasPrefix("def ") || line.hasPrefix("@") { isInMethod = false }
      // The class ends with the last method's result; a comment stands before what uses the class.
      if isNewStatement, isInMethod, line.hasPrefix("#") { isOver = true }
      guard !isOver else { break }
      let isOutside = !indented.contains { $0.hasPrefix("class ") }
      indented.append((isOutside ? "" : isInMethod ? "        " : "    ") + line)
      depth += line.count { "([{".contains($0) } - line.count { ")]}".contains($0) }
      if depth == 0, !isOutside, line.hasSuffix(":") { isInMethod = true }
    }
    return indented.joined(separator: "\n") + "\n"
  }

  // MARK: Statements and commands

  /// The statements that begin so, each up to the end of its brackets.
  private func statements(_ start: String) -> [String] {
    lines.indices.filter { lines[$0].hasPrefix(start) }.map { first in
      let text = lines[first...].joined(separator: "\n")
      var depth = 0
      for index in text.indices {
        if "([{".contains(text[index]) { depth += 1 }
        guard ")]}".contains(text[index]) else { continue }
        depth -= 1
        if depth == 0 { return String(text[...index]) + ";" }
      }
      return text
    }
  }

  /// The calls of the API in the guide's flows: an order, its status, an address, its deposits, a payment link. The one in
  /// the class has its address in a variable.
  var fetches: [String] { statements("const response = await fetch(").filter { !$0.contains("fetch(url") } }

  /// The endpoints that receive webhooks.
  var handlers: [String] { statements("app.post(") }

  /// The commands, each up to the end of its last quotation.
  var curlCommands: [String] {
    lines.indices.filter { lines[$0].hasPrefix("curl ") }.map { first in
      var command = ""
      for line in lines[first...] {
        command += line
        let isQuoted = !command.count { $0 == "'" }.isMultiple(of: 2)
        guard isQuoted || line.hasSuffix("\\") else { break }
        command += "\n"
      }
      return String(command.prefix { $0.isASCII })
    }
  }
}
