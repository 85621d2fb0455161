import FoundationEssentials
import JSON
import PayIn
import Script

/// The server that the demo plays with: this program as a child process, on a sandbox in memory. One request at a time.
final class DemoServer {
  /// The time for the whole story.
  private static let timeLimit = Duration.seconds(60)

  private let process: ServerProcess
  private let deadline = ContinuousClock.now + timeLimit
  /// The number of requests that were answered.
  private(set) var answers = 0

  init() throws(DemoFailure) {
    let environment = OwnProgram.sandboxEnvironment(language: CommandText.language)
    let command = [OwnProgram.path, "--sandbox-db", ":memory:", "--sandbox-seed", "1042"]
    do throws(ServerProcess.SpawnError) {
      process = try ServerProcess(command, environment: environment, errors: .kept)
    } catch {
      throw DemoFailure("\(error.program): errno \(error.number)")
    }
  }

  func notify(_ method: String) {
    _ = send(["jsonrpc": "2.0", "method": .string(method)])
  }

  /// The whole answer, and the milliseconds it took.
  func request(_ method: String, _ params: JSONObject) throws(DemoFailure) -> (answer: JSONValue, milliseconds: Double)
  {
    answers += 1
    let (id, start) = (JSONValue.number(JSONNumber(answers)), ContinuousClock.now)
    // If the server has ended, the missing answer shows it better.
    _ = send(["jsonrpc": "2.0", "id": id, "method": .string(method), "params": .object(params)])
    guard case .line(let line) = process.next(until: deadline) else {
      throw DemoFailure(localized("no answer: \(process.errorText)", "没有应答：\(process.errorText)"))
    }
    let milliseconds = start.duration(to: .now) / .milliseconds(1)
    guard let answer = try? JSONParser.parse(line) else {
      throw DemoFailure(String(decoding: line, as: UTF8.self))
    }
    try DemoCheck.equal("id", answer["id"], id)
    return (answer, milliseconds)
  }

  /// Closes the input, which must end the server with status 0, without another byte on stdout or stderr.
  func finish() throws(DemoFailure) {
    process.closeInput()
    guard case .end(let rest) = process.next(until: deadline) else {
      throw DemoFailure(localized("there is output after the last answer", "最后一个应答之后仍有输出"))
    }
    try DemoCheck.equal("stdout", .string(String(decoding: rest, as: UTF8.self)), "")
    let exit = process.waitForExit(until: deadline)
    try DemoCheck.equal("stderr", .string(process.errorText), "")
    guard exit == .status(0) else { throw DemoFailure("exit: \(exit.map { "\($0)" } ?? "none")") }
  }

  private func send(_ message: JSONObject) -> Bool {
    process.send(JSONWriter.bytes(of: .object(message)), until: deadline)
  }
}

/// Why the demo ended before the end of its story.
struct DemoFailure: Error {
  let reason: String

  init(_ reason: String) {
    self.reason = reason
  }
}
