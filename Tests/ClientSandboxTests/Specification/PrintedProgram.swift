import Foundation
import JSON
import TestSupport
import Testing

/// A program of printed code and of the lines that a test adds to it.
enum PrintedProgram {
  enum Language: String, CaseIterable, Sendable {
    case typeScript, python, php, curl

    /// Whether this machine can run it. What is missing is skipped loudly, or fails where the set-up could install it.
    var isRunnable: Bool { Self.runnable.contains(self) }

    /// Asked once, so that each missing tool is named once.
    private static let runnable: Set<Language> = {
      let tools: [Language: [(path: String, package: String)]] = [
        .typeScript: [("/usr/bin/node", "nodejs"), ("/usr/bin/esbuild", "esbuild")],
        .php: [("/usr/bin/php", "php-cli php-curl")], .curl: [("/usr/bin/curl", "curl")],
      ]
      return Set(
        allCases.filter { language in
          language == .python
            ? TestTool.shouldUse(
              "requests for Python", isPresent: interpreter != nil,
              remedy: "set PAYIN_MCP_PYTHON to an interpreter that has it")
            : (tools[language] ?? []).allSatisfy { TestTool.shouldUse($0.path, ofPackage: $0.package) }
        })
    }()

    /// The path of an interpreter with the module that the printed class imports: the tests' own, or that of the contract
    /// tests.
    fileprivate static let interpreter: String? = {
      let contract = OracleFolder.root.appending(path: ".build-contract/bin/python").path
      return [PythonPeer.python, contract].lazy.compactMap(path(of:)).first
    }()

    /// Nil if the interpreter is absent or lacks the module.
    private static func path(of interpreter: String) -> String? {
      let (process, output) = (Process(), Foundation.Pipe())
      process.executableURL = URL(filePath: "/usr/bin/env")
      process.arguments = [interpreter, "-c", "import requests, sys; print(sys.executable)"]
      (process.standardOutput, process.standardError) = (output, FileHandle.nullDevice)
      guard (try? process.run()) != nil else { return nil }
      let text = (try? output.fileHandleForReading.readToEnd()).map { String(decoding: $0, as: UTF8.self) }
      process.waitUntilExit()
      return process.terminationStatus == 0 ? text?.trimmingCharacters(in: .whitespacesAndNewlines) : nil
    }

    fileprivate var fileName: String {
      switch self {
      case .typeScript: "printed.ts"
      case .python: "printed.py"
      case .php: "printed.php"
      case .curl: "printed.sh"
      }
    }

    fileprivate var command: String {
      switch self {
      case .typeScript: "/usr/bin/esbuild printed.ts --outfile=printed.mjs --log-level=warning && exec node printed.mjs"
      case .python: "exec \(Self.interpreter ?? "python3") printed.py"
      // The printed lines read the environment by a variable that PHP fills on request only.
      case .php: "exec /usr/bin/php -d variables_order=EGPCS printed.php"
      case .curl: "exec /bin/bash printed.sh"
      }
    }
  }

  /// Runs the program to its end, which must be a success.
  /// - Returns: the JSON values of its output, one from each line that is one.
  static func run(
    _ text: String, _ language: Language, _ environment: [String: String],
    sourceLocation: SourceLocation = #_sourceLocation
  ) async throws -> [JSONValue] {
    let folder = FileManager.default.temporaryDirectory.appending(path: "printed-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data(text.utf8).write(to: folder.appending(path: language.fileName))
    let log = folder.appending(path: "output")
    try Data().write(to: log)
    let (input, output) = (try FileHandle(forReadingFrom: log), try FileHandle(forWritingTo: log))
    let process = try ChildProcess(
      "/bin/sh", ["-c", "cd '\(folder.path)' && \(language.command)"],
      environment: ["PATH": "/usr/bin:/bin", "HOME": "/nonexistent", "LC_ALL": "C.UTF-8"].merging(environment) { $1 },
      streams: .init(input: input.fileDescriptor, output: output.fileDescriptor, error: output.fileDescriptor),
      limit: .seconds(60))
    let exit = await process.waitForExit()
    let printed = String(decoding: try Data(contentsOf: log), as: UTF8.self)
    try #require(exit == .status(0), "\(printed)\n\(text)", sourceLocation: sourceLocation)
    return printed.split(separator: "\n").compactMap { try? JSONParser.parse(Array($0.utf8)) }
  }
}
