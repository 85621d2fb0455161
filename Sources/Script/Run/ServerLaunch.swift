package import JSON

/// How a server is started for one run of a script.
package struct ServerLaunch: Sendable {
  package let command: [String]
  package let environment: [String: String]

  package init(command: [String], environment: [String: String]) {
    (self.command, self.environment) = (command, environment)
  }

  /// - Parameter more: variables of the script, which win.
  func start(_ more: [String: String]) throws(ServerProcess.SpawnError) -> ServerProcess {
    try ServerProcess(command, environment: environment.merging(more) { $1 }, errors: .kept)
  }
}

/// What all runs of a script have in common.
package struct RunSettings: Sendable {
  package enum Direction: Sendable {
    case sent, received
  }

  /// The name and version that the client gives itself.
  package let client: JSONObject
  /// Whether steps that expect something else than came are corrected instead of failing.
  package var updates = false
  /// Called with each line as it goes, and with the name of its script.
  package var observe: (@Sendable (_ file: String, Direction, [UInt8]) -> Void)?

  package init(client: JSONObject) {
    self.client = client
  }
}
