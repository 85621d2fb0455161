import JSON
import JSONRPC

extension FailureDescription {
  init(_ violation: ProtocolViolation) {
    self.init(violation.text)
  }
}

extension ProtocolViolation {
  fileprivate var text: BilingualText {
    switch self {
    case .noMessage(.notJSON, _):
      BilingualText("the server wrote a line that is no JSON to standard output", "服务器在标准输出上写了不是 JSON 的一行")
    case .noMessage(let fault, _):
      BilingualText(
        "the server wrote what is no JSON-RPC message: \(fault.text.english)",
        "服务器写的不是 JSON-RPC 消息：\(fault.text.chinese)")
    case .unknownID(let id?, _):
      BilingualText("the server answered a request with the id \(id), which was not sent", "服务器应答了未曾发送的请求，id 为 \(id)")
    case .unknownID(nil, _):
      BilingualText("the server sent an error without an id, and every frame had one", "服务器发送了没有 id 的错误，而每个帧都有 id")
    case .secondAnswer(let id, _):
      BilingualText("the server answered the request with the id \(id) twice", "服务器对 id 为 \(id) 的请求应答了两次")
    case .unfinishedLine: BilingualText("the server's last line has no end", "服务器的最后一行没有换行")
    case .afterEnd:
      BilingualText(
        "the server wrote a message after its input had ended and every request was answered",
        "输入已结束且所有请求均已应答，服务器仍写了消息")
    case .noRevision:
      BilingualText(
        "the result of initialize has no text as \"protocolVersion\"", "initialize 的结果中 \"protocolVersion\" 不是文本")
    case .unanswered(let ids):
      BilingualText(
        "the server ended without an answer to the requests with these ids: \(ids.list)",
        "服务器结束时没有应答这些 id 的请求：\(ids.list)")
    }
  }
}

extension [RequestID] {
  fileprivate var list: String {
    prefix(10).map { "\($0)" }.joined(separator: ", ") + (count > 10 ? ", …" : "")
  }
}

extension MessageFault {
  fileprivate var text: BilingualText {
    switch self {
    case .notJSON(let error): BilingualText("\(error)", "\(error)")
    case .notAnObject: BilingualText("a message is an object", "消息须为对象")
    case .duplicateName(let name):
      BilingualText("the name \(name.quoted) stands twice in one object", "名称 \(name.quoted) 在同一对象中出现两次")
    case .version: BilingualText("\"jsonrpc\" must be \"2.0\"", "\"jsonrpc\" 须为 \"2.0\"")
    case .method: BilingualText("\"method\" must be a string", "\"method\" 须为字符串")
    case .methodAndResult: BilingualText("a request has no result and no error", "请求不能有 result 或 error")
    case .parameters: BilingualText("\"params\" must be an object", "\"params\" 须为对象")
    case .id: BilingualText("\"id\" must be a string or an integer", "\"id\" 须为字符串或整数")
    case .nothing: BilingualText("it has neither a method nor a result nor an error", "没有 method、result 或 error")
    case .resultAndError: BilingualText("an answer has a result or an error, not both", "应答只能有 result 或 error 之一")
    case .resultWithoutID: BilingualText("a result has an id", "result 须有 id")
    case .error:
      BilingualText(
        "an error has a whole \"code\" and a \"message\" that is a string", "error 须有整数 \"code\" 与字符串 \"message\"")
    }
  }
}

extension String {
  fileprivate var quoted: String { JSONValue.string(excerpt()).visibleText }
}
