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
    let expected = packages + libraries + (try archivesAndHeaders()) + (try pythonPackages())
    #expect(described.sorted() == expected.sorted())
  }

  /// Libraries that the manifest does not name: pkg-config would have them linked as shared ones. The set-up looks for
  /// them by their names in pkg-config.
  private func archivesAndHeaders() throws -> [String] {
    let names = try Repository.text("Scripts/install.sh").matches(of: /pkg-config --exists ([\w.-]+)/).map {
      String($0.1)
    }
    return names.filter { !manifest.contains("pkgConfig: \"\($0)\"") }
  }

  /// Those that the test script installs, each once.
  private func pythonPackages() throws -> [String] {
    let files = try ["Tests/Interop", "Tests/Contract", "Tests/Browser", "Tests/Conformance"].flatMap {
      try Repository.files(in: $0, ending: ".txt")
    }
    let names = try files.flatMap { try Repository.text($0).matches(of: /(?m)^([a-z-]+)[=<]/).map { String($0.1) } }
    return Array(Set(names))
  }
}
