import Foundation
import TestSupport
import Testing

/// A place to run the program in: a command that starts what is named after it.
struct Confinement: Sendable {
  let command: [String]

  /// Mounts an empty file system on /proc, as a sandbox of bubblewrap does.
  static let withoutProc = Confinement(
    command: namespaces + ["--mount", "sh", "-c", #"mount -t tmpfs none /proc && exec "$0" "$@""#])

  /// Makes it process 1, as in a container. The file system on /proc belongs to another namespace.
  static let asProcessOne = Confinement(command: namespaces + ["--pid", "--fork"])

  /// Lets `count` tasks exist, its own threads among them. A user of its own has none yet.
  static func tasks(_ count: Int, user: Int) -> Confinement {
    Confinement(command: [
      "setpriv", "--reuid=\(user)", "--regid=\(user)", "--clear-groups", "prlimit", "--nproc=\(count)",
    ])
  }

  /// Limits the number of descriptors.
  static func descriptors(_ count: Int) -> Confinement {
    Confinement(command: ["prlimit", "--nofile=\(count)"])
  }

  private static let namespaces = ["unshare", "--user", "--map-root-user"]

  /// Whether this machine and this user may do it.
  var isAllowed: Bool {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = command + [ServerBinary.path, "--version"]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    do { try process.run() } catch { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }
}

extension Trait where Self == ConditionTrait {
  /// Skips a test, and says so, where the machine does not allow its place.
  static func needs(_ place: Confinement) -> ConditionTrait {
    .enabled("NOT TESTED HERE: \(place.command.joined(separator: " "))") { place.isAllowed }
  }
}
