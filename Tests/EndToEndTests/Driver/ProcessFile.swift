import Foundation
import TestSupport

/// What the kernel tells of a running process (proc(5)).
struct ProcessFile {
  private let folder: String

  init(_ process: ChildProcess) {
    folder = "/proc/\(process.id)"
  }

  func text(_ name: String) throws -> String {
    try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
  }

  /// The most physical memory that it has held so far, in bytes.
  var peakMemory: Int {
    get throws { try memory("VmHWM") }
  }

  /// The physical memory that it holds, in bytes.
  var memory: Int {
    get throws { try memory("VmRSS") }
  }

  /// Time on a processor so far, in clock ticks, of which a second has 100.
  var processorTicks: Int {
    get throws {
      // The name before the last parenthesis may hold anything.
      let fields = try text("stat").split(separator: ")").last?.split(separator: " ") ?? []
      return fields.count > 12 ? (Int(fields[11]) ?? 0) + (Int(fields[12]) ?? 0) : 0
    }
  }

  /// What each descriptor is: a path, or a kind with a number.
  var descriptors: [Int: String] {
    get throws {
      let names = try FileManager.default.contentsOfDirectory(atPath: "\(folder)/fd")
      return names.reduce(into: [:]) { all, name in
        guard let number = Int(name) else { return }
        all[number] = try? FileManager.default.destinationOfSymbolicLink(atPath: "\(folder)/fd/\(name)")
      }
    }
  }

  func isBlocking(_ descriptor: Int) throws -> Bool {
    try flags(descriptor) & Int(O_NONBLOCK) == 0
  }

  func isOpenForWriting(_ descriptor: Int) throws -> Bool {
    try flags(descriptor) & Int(O_ACCMODE) == Int(O_WRONLY)
  }

  /// The listening sockets of the whole network namespace, as `descriptors` names them.
  var listeningSockets: Set<String> {
    get throws {
      let tables = try ["net/tcp", "net/tcp6"].map { try text($0) }.joined()
      let rows = tables.split(separator: "\n").map { $0.split(separator: " ") }
      // The fourth column is the state, 0A for listening; the tenth the number of the socket.
      return Set(rows.filter { $0.count > 9 && $0[3] == "0A" }.map { "socket:[\($0[9])]" })
    }
  }

  /// The child processes of all its threads.
  var children: [String] {
    get throws {
      let threads = try FileManager.default.contentsOfDirectory(atPath: "\(folder)/task")
      return try threads.flatMap { try text("task/\($0)/children").split(separator: " ").map(String.init) }
    }
  }

  private func flags(_ descriptor: Int) throws -> Int {
    let line = try text("fdinfo/\(descriptor)").split(separator: "\n").first { $0.hasPrefix("flags:") }
    return line?.split(whereSeparator: \.isWhitespace).last.flatMap { Int($0, radix: 8) } ?? 0
  }

  private func memory(_ name: String) throws -> Int {
    let line = try text("status").split(separator: "\n").first { $0.hasPrefix("\(name):") }
    return (line?.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) } ?? 0) * 1024
  }
}
