import JSON

/// Messages about steps that cannot be executed.
enum RunText {
  static let inputIsClosed = BilingualText(
    "the server's input was closed by eof; a restart opens a new one", "服务器的输入已被 eof 关闭；用 restart 重新打开")

  static let nothingSent = BilingualText(
    "no request was sent before this step, so there is no answer", "此步骤之前没有发送请求，因此没有应答")

  static func unknownID(_ id: JSONValue) -> BilingualText {
    BilingualText("no frame with the id \(id) was sent", "没有发送过 id 为 \(id) 的帧")
  }

  static func missing(_ capture: MissingCapture) -> BilingualText {
    BilingualText("`${\(capture.name)}` has no value", "`${\(capture.name)}` 没有值")
  }

  static func nothing(at path: ValuePath, in answer: JSONValue) -> BilingualText {
    let prefix = path.longestPrefix(in: answer)
    return BilingualText(
      "the answer has nothing at \(path); it ends at \(prefix)", "应答中没有 \(path)；到 \(prefix) 为止")
  }
}
