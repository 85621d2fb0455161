import ArgumentParser
import FoundationEssentials
import Glibc
import JSONRPC
import PayIn
import Script

/// Answers a client from a recording.
struct ReplayCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay",
    abstract: localized("Serve what a recording holds, to test a client.", "按录制文件应答，用于测试客户端。"),
    discussion: localized(
      """
      A request is answered as in the recording if its method and parameters are the same; ids, progress tokens and _meta \
      may differ, and so may the order. The same request again gets the next recorded answer, in the end always the last. \
      Any other request gets error -32601, and a line on standard error names the nearest recorded one and the first \
      difference.

      payin-mcp replay session.payin

      Exit status: 0 at the end of input, 1 if a request was not in the recording, 2 if the file is no recording.
      """,
      """
      方法和参数相同的请求按录制内容应答；id、进度令牌、_meta 和顺序可以不同。相同的请求再次出现时依次得到下一个录制的应答，最后总是最末一个。其他请求得到错误 -32601，标准错误上会指出最接近的录制请求及第一处差异。

      payin-mcp replay session.payin

      退出状态：输入结束为 0，有请求不在录制中为 1，文件不是录制文件为 2。
      """))

  /// After so long without input a client is taken to wait for an answer.
  private static let pause: Int32 = 250

  @Argument(help: .text("A recording.", "录制文件。"))
  var file: String

  @OptionGroup var language: LanguageOption

  func run() throws {
    signal(SIGPIPE, SIG_IGN)
    var server = ReplayServer(try recording())
    var redaction = Redaction(RedactionRules(environment: ProcessInfo.processInfo.environment))
    var isKnown = true
    let act = { (outputs: [ReplayServer.Output]) in
      for output in outputs {
        switch output {
        case .line(let line): StandardOutput.write(String(decoding: line, as: UTF8.self) + "\n")
        case .unknown(let text):
          isKnown = false
          let shown = redaction.redact(localized(text.english, text.chinese))
          StandardError.write("payin-mcp replay: " + DisplayText(raw: shown, limit: 1000).rendered())
        }
      }
    }
    var framer = LineFramer()
    while let bytes = Self.read(
      whenPaused: { if server.isWaiting { act(server.pause()) } }, isWaiting: server.isWaiting)
    {
      bytes.withUnsafeBytes { bytes in
        framer.feed(bytes) { act(Self.receive($0, &server, &redaction)) }
      }
      // A client that reads no answers has ended.
      if StandardOutput.isClosed { break }
    }
    framer.finish { act(Self.receive($0, &server, &redaction)) }
    act(server.pause())
    if !isKnown { throw ExitStatus.failure }
  }

  private func recording() throws -> ReplayScript {
    do {
      let script = try ScriptParser().parse(file: file)
      let hasFrames = script.steps.contains { if case .frame = $0.action { true } else { false } }
      if hasFrames { return try ReplayScript(script) }
      StandardError.write(
        localized("payin-mcp replay: \(file) holds no recording", "payin-mcp replay：\(file) 中没有录制内容"))
    } catch let problems as ScriptProblems {
      for problem in problems.problems {
        StandardError.write(problem.text(inChinese: CommandText.language == .chinese))
      }
    } catch let problem as ReplayProblem {
      StandardError.write("payin-mcp replay: " + localized(problem.text.english, problem.text.chinese))
    }
    throw ExitStatus.usage
  }

  /// A recording has no secrets, so that a line is compared with it as it would have been recorded.
  private static func receive(
    _ line: LineFramer.Line, _ server: inout ReplayServer, _ redaction: inout Redaction
  ) -> [ReplayServer.Output] {
    switch line {
    case .complete(let bytes): server.receive(redaction.redact([RecordedLine(.fromClient, Array(bytes))])[0].bytes)
    case .tooLong: [.line(Reply.encode(id: nil, error: RPCError(.parseError, "the line is longer than the limit")))]
    }
  }

  /// The next bytes of standard input, or nil at its end.
  private static func read(whenPaused act: () -> Void, isWaiting: Bool) -> [UInt8]? {
    var entry = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    if isWaiting, poll(&entry, 1, pause) == 0 { act() }
    var buffer = [UInt8](repeating: 0, count: 64 * 1024)
    while true {
      let count = Glibc.read(STDIN_FILENO, &buffer, buffer.count)
      if count > 0 { return Array(buffer[..<count]) }
      guard count < 0, errno == EINTR else { return nil }
    }
  }
}
