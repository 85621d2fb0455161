import Foundation
import PayInTools
import TestSupport

/// A run of an exported program, to its end.
struct ExportRun {
  let status: Int32
  /// Standard output and standard error.
  let output: String

  /// - Parameters:
  ///   - api: the address of the API; nil for what the program has itself.
  ///   - environment: further variables.
  ///   - arguments: of the program.
  static func run(
    _ name: String, _ language: ExportLanguage, api: String?, environment: [String: String] = [:],
    arguments: [String] = [], input: [UInt8] = []
  ) async throws -> ExportRun {
    let workshop = try ExportWorkshop.shared.get()
    let place = FileManager.default.temporaryDirectory.appending(path: "export-run-\(UUID().uuidString)")
    defer {
      for suffix in ["in", "out"] { try? FileManager.default.removeItem(at: place.appendingPathExtension(suffix)) }
    }
    let (inputFile, outputFile) = (place.appendingPathExtension("in"), place.appendingPathExtension("out"))
    try Data(input).write(to: inputFile)
    try Data().write(to: outputFile)
    let (input, output) = (try FileHandle(forReadingFrom: inputFile), try FileHandle(forWritingTo: outputFile))
    let process = try ChildProcess(
      "/usr/bin/env", ["-C", workshop.folder.path] + workshop.command(name, language) + arguments,
      environment: variables(api).merging(environment) { $1 },
      streams: .init(input: input.fileDescriptor, output: output.fileDescriptor, error: output.fileDescriptor),
      limit: .seconds(60))
    let exit = await process.waitForExit()
    let text = try Data(contentsOf: outputFile)
    return ExportRun(status: exit.status, output: String(decoding: text, as: UTF8.self))
  }

  /// No time passes between attempts, and no proxy of this process is used.
  static func variables(_ api: String?) -> [String: String] {
    var variables = [
      "PATH": "/usr/bin:/bin", "HOME": "/nonexistent", "PAYIN_API_KEY": "pk_test_0123456789", "BACKOFF_SECONDS": "0",
      "LC_ALL": "C.UTF-8",
    ]
    variables["PAYIN_BASE_URL"] = api
    return variables
  }

  /// The rest of the first line that starts so.
  func value(of label: String) -> String? {
    output.split(separator: "\n").first { $0.hasPrefix("\(label): ") }.map { String($0.dropFirst(label.count + 2)) }
  }
}

extension ChildProcess.Exit {
  fileprivate var status: Int32 {
    switch self {
    case .status(let status): status
    case .signal(let number): 128 + number
    }
  }
}
