import Testing

@Suite struct DependencyTests {
  private let manifest: String
  private let described: [String]

  init() throws {
    manifest = try Repository.text("Package.swift")
    described = try Markdown(Repository.text("docs/dependencies.md")).itemNames
  }

  @Test func everyDependencyIsDescribedOnce() throws {
    let packages = manifest.matches(of: /\.package\(url: ".*\/([^"\/]+)"/).map { String($0.1) }
    let libraries = manifest.matches(of: /pkgConfig: "([^"]+)"/).map { String($0.1) }
    #expect(described.sorted() == (packages + libraries + (try pythonPackages())).sorted())
  }

  /// Those that the test script installs, each once.
  private func pythonPackages() throws -> [String] {
    let files = try ["Tests/Interop", "Tests/Contract", "Tests/Browser"].flatMap {
      try Repository.files(in: $0, ending: ".txt")
    }
    let names = try files.flatMap { try Repository.text($0).matches(of: /(?m)^([a-z]+)[=<]/).map { String($0.1) } }
    return Array(Set(names))
  }
}
