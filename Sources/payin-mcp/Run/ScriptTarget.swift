import PayIn
import Script

/// The server that scripts are run against.
enum ScriptTarget {
  /// This program on a sandbox of its own for each run.
  case sandbox
  /// Any stdio server.
  case command([String])
  /// This program with the settings of the environment.
  case live

  private static let seed = "1"

  /// - Parameter environment: that of this process.
  func server(for script: Script, _ environment: [String: String]) -> RunQueue.PreparedServer {
    switch self {
    case .command(let command): RunQueue.PreparedServer(ServerLaunch(command: command, environment: environment))
    case .live: RunQueue.PreparedServer(ServerLaunch(command: [OwnProgram.path], environment: environment))
    case .sandbox: Self.sandbox(for: script, environment)
    }
  }

  /// Orders must outlive the process where a script starts it again.
  private static func sandbox(for script: Script, _ environment: [String: String]) -> RunQueue.PreparedServer {
    let folder = script.startsAgain ? TemporaryFolders.make() : nil
    let file = folder.map { "\($0)/sandbox.sqlite" } ?? ":memory:"
    let command = [OwnProgram.path, "serve", "--sandbox-db", file, "--sandbox-seed", seed]
    return RunQueue.PreparedServer(
      ServerLaunch(command: command, environment: OwnProgram.sandboxEnvironment(language: .english, of: environment))
    ) {
      if let folder { TemporaryFolders.remove(folder) }
    }
  }
}

extension Script {
  /// Whether the server is started more than once, so that its data must be in a file.
  fileprivate var startsAgain: Bool {
    steps.dropLast().contains { step in
      switch step.action {
      case .restart, .kill, .exit: true
      default: false
      }
    }
  }
}
