import Glibc
import JSON
import SandboxModel

/// Puts the server's questions to the person at the terminal that this process was started from. What is piped into the
/// command cannot answer them.
final class TerminalQuestion {
  private let descriptor: Int32
  private let interruption: Int32

  /// Returns nil if there is no such terminal, or if this process may not read from it because it is in the background.
  init?(interruption: Int32) {
    descriptor = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY)
    self.interruption = interruption
    guard descriptor >= 0, tcgetpgrp(descriptor) == getpgrp() else { return nil }
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
  }

  /// - Parameter params: those of `elicitation/create`.
  /// - Returns: the result for it; nil if a signal came first.
  func ask(_ params: JSONObject) -> JSONValue? {
    let box = params["requestedSchema"]?["properties"]?.object?.members.first
    guard let box, box.value["type"] == "boolean" else { return ["action": "cancel"] }
    let label = box.value["title"]?.string ?? localized("Yes, do this", "是，执行")
    // What was typed before the question was read is no answer to it.
    tcflush(descriptor, TCIFLUSH)
    show("\(params["message"]?.string ?? "")\n\(label)? [y/N] ")
    switch readLine() {
    case .line(let line):
      let isYes = ["y", "yes", "是"].contains(line.lowercased().filter { !$0.isWhitespace })
      return isYes
        ? ["action": "accept", "content": .object(JSONObject([.init(name: box.name, value: true)]))]
        : ["action": "decline"]
    case .end: return ["action": "cancel"]
    case .interrupted: return nil
    }
  }

  private enum Input {
    case line(String)
    case end
    case interrupted
  }

  private func show(_ text: String) {
    var text = DisplayedText.sanitizeLines(text)
    text.withUTF8 { _ = write(descriptor, $0.baseAddress, $0.count) }
  }

  private func readLine() -> Input {
    var line: [UInt8] = []
    while !line.contains(UInt8(ascii: "\n")) {
      var entries = [descriptor, interruption].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
      guard poll(&entries, 2, -1) > 0 || errno == EINTR else { return .end }
      if entries[1].revents != 0 {
        show("\n")
        return .interrupted
      }
      guard entries[0].revents != 0 else { continue }
      var buffer = [UInt8](repeating: 0, count: 256)
      let count = read(descriptor, &buffer, buffer.count)
      guard count > 0 else { return .end }
      line += buffer.prefix(count)
    }
    return .line(String(decoding: line, as: UTF8.self))
  }
}
