import Testing

/// docs/architecture.md against the manifest.
@Suite struct ArchitectureTests {
  private let manifest: String
  private let document: String

  init() throws {
    manifest = try Repository.text("Package.swift")
    document = try Repository.text("docs/architecture.md")
  }

  @Test func eachTargetStandsWithItsImports() {
    let declared = Self.targets(in: manifest)
    #expect(declared.count > 20)
    #expect(Self.rows(in: document) == declared)
  }

  /// The sandbox must not share the client's mistakes.
  @Test func noSandboxTargetImportsTheClient() {
    for (name, imports) in Self.targets(in: manifest) where name.hasPrefix("Sandbox") {
      #expect(imports.isDisjoint(with: ["PayIn", "PayInTools", "CurlTransport", "MCP"]), "\(name)")
    }
  }

  @Test func namedFilesExist() {
    let paths = document.matches(of: /`(Sources\/[^`]+)`/).map { String($0.1) }
    #expect(paths.count > 5)
    for path in paths { #expect(Repository.exists(path), "\(path)") }
  }

  /// The targets under `Sources/`, each with the targets and products it depends on.
  private static func targets(in manifest: String) -> [String: Set<String>] {
    var targets: [String: Set<String>] = [:]
    let declarations = manifest.split(separator: /\n    \.(?=[a-z])/).dropFirst()
    for declaration in declarations where Repository.exists("Sources/\(Self.names(in: declaration).first ?? "?")") {
      guard !declaration.hasPrefix("testTarget"), !declaration.contains("path:"),
        let name = names(in: declaration).first
      else { continue }
      let list = declaration.firstMatch(of: /dependencies: \[((?:[^\[\]]|\n)*)\]/).map { $0.1 } ?? ""
      let products = list.matches(of: /name: "([^"]+)", package/).map { String($0.1) }
      targets[name] = Set(names(in: list.replacing(/\.product\([^)]*\)/, with: "")) + products)
    }
    return targets
  }

  private static func names(in text: Substring) -> [String] {
    text.matches(of: /"([^"]+)"/).map { String($0.1) }
  }

  /// The rows of the table, by the name of the target.
  private static func rows(in document: String) -> [String: Set<String>] {
    let rows = document.matches(of: /(?m)^\| `([^`]+)` \|[^|]*\| ([^|]*) \|$/)
    return Dictionary(
      uniqueKeysWithValues: rows.map { row in
        (String(row.1), Set(row.2.matches(of: /`([^`]+)`/).map { String($0.1) }))
      })
  }
}
