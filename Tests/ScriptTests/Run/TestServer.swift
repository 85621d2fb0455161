import Foundation
import JSON
import Script
import TestSupport

/// Runs scripts against `server.py`.
enum TestServer {
  static let file = OracleFolder.root.appending(path: "Tests/ScriptTests/Run/server.py").path
  static let command = ["python3", "-B", file]
  static let environment = ["PATH": "/usr/bin:/bin:/usr/local/bin", "LC_ALL": "C.UTF-8"]

  static func settings(updates: Bool = false) -> RunSettings {
    var settings = RunSettings(client: ["name": "test", "version": "1"])
    settings.updates = updates
    return settings
  }

  /// The results of a script in each of its revisions.
  static func run(_ text: String, _ command: [String] = command, file: String = "test.payin") throws -> [RunResult] {
    let script = try ScriptParser().parse(text.utf8, file: file)
    var results: [RunResult] = []
    let launch = ServerLaunch(command: command, environment: environment)
    RunQueue([script], settings: settings()) { _ in RunQueue.PreparedServer(launch) }
      .run(jobs: 1) { results += $0 }
    return results
  }

  /// The failure of a script that is run once.
  static func failure(_ text: String, _ command: [String] = command) throws -> RunFailure? {
    try run(text, command).first?.failure
  }
}
