import Foundation
import HTTP
import JSON
import Sandbox
import SandboxAPI
import SandboxModel

/// Prints how long the sandbox takes for each read and write on a file with 100,000 orders, beside the same on a file
/// with 1,000. The times are those of the thread of the database, without HTTP.
///
///     swift run -c release RoomBenchmark [--orders N] [--only PART] [--file OLD]
@main
struct RoomBenchmark {
  private static let small = 1000
  private static let repetitions = 200

  static func main() async throws {
    let options = Options(CommandLine.arguments.dropFirst())
    if let file = options["file"] { return try open(file) }
    let orders = options["orders"].flatMap(Int.init) ?? 100_000
    let folder = FileManager.default.temporaryDirectory.path
    let paths = [small, orders].map { "\(folder)/payin-room-\($0)-\(getpid()).sqlite" }
    let making = try zip(paths, [small, orders]).map { try Room.make(at: $0.0, orders: $0.1) }
    print("file with \(orders) orders made in \(seconds(making[1]))")
    for dialect in [Dialect.documented, .published] {
      try reads(dialect, paths, [small, orders], options["only"])
    }
    if options["only"] == nil {
      try await Client.report(paths, [small, orders])
      try Writes.report(paths, [small, orders])
    }
    for path in paths { try Room(path: path).remove() }
  }

  /// Opens a file of an earlier version.
  private static func open(_ file: String) throws {
    let room = try Room(path: file)
    print("\(file) opened and migrated in \(seconds(room.opening))")
    room.close()
  }

  private static func reads(_ dialect: Dialect, _ paths: [String], _ orders: [Int], _ only: String?) throws {
    print("\n" + row("\(dialect)", ["p50, \(orders[0])", "p50", "p99", "longest", "ratio"]))
    let rooms = try paths.map { try Room(path: $0, dialect: dialect) }
    let cookies = rooms.map(\.cookie)
    let operations = orders.map { Operation.reads(dialect, orders: $0) }
    for (number, operation) in operations[1].enumerated() where only.map(operation.name.contains) ?? true {
      let times = (0...1).map { size in
        let operation = operations[size][number]
        return Times.measure(repetitions) { _ in
          let reply = rooms[size].send("GET", operation.target, accept: operation.accept, cookie: cookies[size])
          if reply?.status != 200 { print("\(operation.target): \(reply.map { "\($0.status)" } ?? "no reply")") }
        }
      }
      print(row(operation.name, times[0].median, times[1]))
    }
    for room in rooms { room.close() }
  }

  static func row(_ name: String, _ base: Double, _ times: Times) -> String {
    row(name, [base, times.median, times.slow, times.longest, times.median / base].map(number))
  }

  static func row(_ name: String, _ base: Double, _ times: Times, requests: Int) -> String {
    row(name, [base, times.median, times.slow, times.longest].map(number) + ["\(requests)"])
  }

  static func row(_ name: String, _ cells: [String]) -> String {
    let name = name.padding(toLength: 34, withPad: " ", startingAt: 0)
    return name + cells.map { String(repeating: " ", count: max(1, 11 - $0.count)) + $0 }.joined()
  }

  private static func number(_ value: Double) -> String { String(format: value < 1 ? "%.3f" : "%.2f", value) }
  static func seconds(_ time: Duration) -> String { String(format: "%.2f s", time / .seconds(1)) }
}

/// Options given as `--name value`.
struct Options {
  private var values: [String: String] = [:]

  init(_ arguments: some Sequence<String>) {
    var name: String?
    for argument in arguments {
      if let option = name { values[option] = argument } else { name = String(argument.dropFirst(2)); continue }
      name = nil
    }
  }

  subscript(name: String) -> String? { values[name] }
}
