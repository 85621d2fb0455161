import Foundation
import JSON
import Testing

/// The folds of the READMEs against what `payin-mcp config` says. `Scripts/client-folds.py` writes them.
@Suite struct ClientFoldTests {
  private static let program = "/home/you/.local/bin/payin-mcp"

  /// What one client is to be told, as the program prints it in a language.
  private static func guide(_ arguments: [String], language: String) throws -> JSONValue {
    let process = Process()
    let output = Pipe()
    process.executableURL = ServerHelp.program
    process.arguments = ["config", "--json"] + arguments
    process.environment = ["HOME": "/home/you", "PATH": "/usr/bin:/bin", "PAYIN_LANG": language]
    process.standardOutput = output
    try process.run()
    let text = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return try JSONParser.parse(String(decoding: text, as: UTF8.self))
  }

  private static func folds(of page: String) throws -> [(title: String, text: String)] {
    let text = try Repository.text(page)
    return text.matches(of: /<details>\n<summary>([^<]*)<\/summary>\n((?:(?!<\/details>)[\s\S])*)/).map {
      (String($0.1), String($0.2))
    }
  }

  @Test(arguments: [("README.md", "en"), ("README.zh-CN.md", "zh")])
  func everyClientHasItsFold(page: String, language: String) throws {
    let clients = try #require(Self.guide([], language: language)["clients"]?.array)
    #expect(clients.count == 15)
    let folds = try Self.folds(of: page)
    for name in clients.compactMap({ $0["name"]?.string }) {
      let guide = try Self.guide(["--client", name, "--command", Self.program], language: language)
      let title = try #require(guide["title"]?.string)
      let fold = try #require(folds.first { $0.title == title }, "\(title)").text
      #expect(fold.contains("payin-mcp config --client \(name) --write"))
      for member in ["snippet", "command", "note"] {
        if let text = guide[member]?.string { #expect(fold.contains(text), "\(title): \(text)") }
      }
      let file = try #require(guide["file"]?.string)
      #expect(fold.contains("`\(file.replacing("/home/you", with: "~"))`"))
    }
  }

  /// A link opens a client with the server in it: decoded, it must be the same everywhere.
  @Test(arguments: ["README.md", "README.zh-CN.md"])
  func everyLinkStartsTheSameServer(page: String) throws {
    let links = try Self.folds(of: page).flatMap { $0.text.matches(of: /\]\((https:[^)]*[?&]config=[^)]*)\)/) }
    #expect(links.count == 4)
    let version = try Repository.text("Sources/payin-mcp/PayInMCP.swift").firstMatch(of: /version = "([^"]+)"/)
    let package: JSONValue = .string("payin-mcp@\(try #require(version).1)")
    for link in links {
      let items = URLComponents(string: String(link.1))?.queryItems ?? []
      #expect(items.first { $0.name == "name" }?.value == "payin")
      let value = try #require(items.first { $0.name == "config" }?.value)
      let text = Data(base64Encoded: value).map { String(decoding: $0, as: UTF8.self) } ?? value
      let server = try JSONParser.parse(text)
      #expect(server["command"] == "uvx" && server["args"] == [package], "\(text)")
    }
  }
}
