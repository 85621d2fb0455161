import Foundation
import JSON
import MCP
import PayIn
import Testing

@testable import PayInTools

/// The document of the card; what it does in a browser is tried by `Tests/Browser/card.py`.
@Suite struct OrderCardTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  private static let folder = root.appending(path: "Sources/CApps/order")
  private let document = OrderCard.page.html()

  private static func text(_ url: URL) throws -> String {
    try String(contentsOf: url, encoding: .utf8)
  }

  /// Hosts send it whole to a frame, so it stays below 40 kB.
  @Test func cardIsOneSmallDocument() {
    #expect(document.hasPrefix("<!doctype html>\n<html lang=\"en\">"))
    #expect(document.hasSuffix("</html>\n"))
    #expect(!document.contains("<!--"))
    #expect(document.utf8.count <= 40_000)
  }

  @Test func everyFileIsInIt() throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
    #expect(names.count == 10)
    for name in names where name != "page.html" {
      let lines = try Self.text(Self.folder.appending(path: name)).split(separator: "\n")
      let code = lines.map { $0.drop { $0 == " " } }.filter { !$0.hasPrefix("/") && !$0.isEmpty }
      #expect(document.contains(code.joined(separator: "\n")), "\(name)")
    }
  }

  /// It has no network, and what others wrote never becomes markup or code.
  @Test(arguments: [
    "fetch(", "XMLHttpRequest", "WebSocket", "import(", "@import", "url(", "src=", "href=", "innerHTML", "outerHTML",
    "insertAdjacent", "document.write", "eval(", "Function(", "localStorage", "cookie",
  ])
  func cardUsesNothingUnsafe(word: String) {
    #expect(!document.contains(word))
  }

  @Test func everyChainHasItsName() {
    for chain in AssetTable.builtIn.chains {
      #expect(document.contains("\"\(chain.id)\":{\"name\":\"\(chain.name ?? "")\",\"network\":\""))
    }
  }

  @Test func toolsOfTheCardReturnOneOrder() throws {
    let catalogue = try Bench().catalogue
    for name in OrderCard.page.tools {
      let properties = catalogue[name]?.definition["outputSchema"]?["properties"]
      #expect(properties?["orderId"] != nil, "\(name)")
    }
    #expect(ResourceURI(OrderCard.page.uri)?.scheme == "ui")
  }

  /// Both languages have the same texts, and each text the same values in braces.
  @Test func bothLanguagesSayTheSame() throws {
    let lines = try Self.text(Self.folder.appending(path: "texts.js")).split(separator: "\n")
    let rows = lines.compactMap { line -> (name: Substring, values: [Substring])? in
      guard line.hasPrefix("    "), let colon = line.firstIndex(of: ":") else { return nil }
      let values = line.split(separator: "{").dropFirst().map { $0.prefix { $0 != "}" } }
      return (line[..<colon], values.sorted())
    }
    let (english, chinese) = (rows.prefix(rows.count / 2), rows.suffix(rows.count / 2))
    #expect(rows.count > 100 && english.count == chinese.count)
    for (left, right) in zip(english, chinese) {
      #expect(left.name == right.name)
      #expect(left.values == right.values, "\(left.name)")
    }
  }

  /// The card has the colours of the sandbox's pages.
  @Test func coloursAreThoseOfThePages() throws {
    let page = try Self.text(Self.root.appending(path: "Sources/CPages/page.css"))
    let card = try Self.text(Self.folder.appending(path: "page.css"))
    let names = ["card", "ink", "soft", "line", "accent", "good", "good-ground", "bad", "bad-ground", "warn"]
    for name in names {
      let colours = page.split(separator: "\n").filter { $0.contains("--\(name): ") }
        .map { $0.split(separator: ": ")[1].dropLast() }
      #expect(colours.count == 2)
      #expect(card.contains("--\(name): light-dark(\(colours.joined(separator: ", ")));"), "\(name)")
    }
  }
}
