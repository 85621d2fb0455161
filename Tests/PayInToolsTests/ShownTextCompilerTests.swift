import Foundation
import Testing

/// What the compiler refuses to do with text that is for showing: compare it with raw text, or put it into a request.
@Suite struct ShownTextCompilerTests {
  /// Each of these lines must be an error by itself.
  private static let refused = [
    "_ = text == raw",
    "_ = raw == text",
    "_ = raw.hasSameBytes(as: text)",
    "_ = counts[text]",
    "_ = record[text]",
    "_ = record[\"orderReference\"] == text",
    "_ = [raw].contains(text)",
    "_ = JSONValue.string(text)",
    "_ = JSONValue.string(localized[.english])",
    "_ = NewOrder(reference: text, amount: amount, currency: raw, chainID: raw)",
    "_ = NewOrder(reference: localized, amount: amount, currency: raw, chainID: raw)",
    "_ = OrderFilter(reference: text)",
    "_ = try Endpoint(.order, parts: [text])",
    "_ = try Endpoint(.orders, query: [(\"orderReference\", text)])",
    "_ = try Amount(text)",
    "_ = raw + text",
    "_ = \"\\(text)\"",
    "let _: String = text",
  ]

  /// The same with raw text, which shows that nothing else is wrong with the lines.
  private static let accepted = [
    "_ = raw == raw", "_ = text == text", "_ = counts[raw]", "_ = record[raw] == raw", "_ = JSONValue.string(raw)",
    "_ = NewOrder(reference: raw, amount: amount, currency: raw, chainID: raw)", "_ = OrderFilter(reference: raw)",
    "_ = try Endpoint(.orders, query: [(\"orderReference\", raw)])", "_ = try Amount(raw)", "_ = text.rendered()",
    "let _: DisplayText = \"\\(raw) and \\(text)\"",
  ]

  @Test func shownTextIsNeitherComparedNorSent() throws {
    #expect(try Self.errors(in: Self.refused) == Set(Self.refused.indices))
  }

  @Test func rawTextIs() throws {
    #expect(try Self.errors(in: Self.accepted).isEmpty)
  }

  /// The indices of the lines at which the compiler finds an error.
  private static func errors(in lines: [String]) throws -> Set<Int> {
    let head = """
      import JSON
      import PayIn
      func use(_ text: DisplayText, _ localized: LocalizedText, _ raw: String, _ record: APIResource, _ amount: Amount) throws {
        let counts: [String: Int] = [:]
        _ = counts

      """
    let source = head + lines.map { "  do { \($0) }\n" }.joined() + "}\n"
    let file = FileManager.default.temporaryDirectory.appending(path: "shown-\(UUID().uuidString).swift")
    try source.write(to: file, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(at: file) }
    let first = head.count { $0 == "\n" } + 1
    let output = try compile(file)
    let pattern = try Regex("\(file.lastPathComponent):([0-9]+):[0-9]+: error").asciiOnlyDigits()
    return Set(output.matches(of: pattern).compactMap { Int($0.output[1].substring ?? "").map { $0 - first } })
  }

  private static func compile(_ file: URL) throws -> String {
    let modules = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
      .appending(path: "Modules")
    let compiler = Process()
    compiler.executableURL = URL(filePath: "/usr/bin/env")
    compiler.arguments =
      ["swiftc", "-typecheck", "-swift-version", "6", "-warnings-as-errors", "-package-name", package]
      + (headers + [modules.path]).flatMap { ["-I", $0] } + [file.path]
    let pipe = Pipe()
    compiler.standardError = pipe
    compiler.standardOutput = FileHandle.nullDevice
    try compiler.run()
    let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
    compiler.waitUntilExit()
    return String(decoding: output, as: UTF8.self)
  }

  /// The folders of the C modules that PayIn's dependencies import.
  private static let headers = ["CLinux", "CCrypto"].map { module in
    URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Sources/\(module)").standardizedFileURL
      .path
  }

  /// The package's name as the package manager gives it to the compiler: by its folder, in lower case, as an identifier.
  private static let package: String = {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardizedFileURL
    let name = folder.lastPathComponent.lowercased().map { $0.isLetter || $0.isNumber ? $0 : "_" }
    return String(name.first?.isNumber == true ? ["_"] + name.dropFirst() : name)
  }()
}
