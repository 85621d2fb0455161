import JSON
import JSONRPC

/// A server that answers from a recording. Reads and writes nothing itself.
///
/// A request is known by its method and its parameters. What came in the recording after a frame and before the next one
/// is sent when the client has sent that frame; so an answer that needed a later frame waits for it, or for a pause of the
/// client.
package struct ReplayServer: Sendable {
  /// What is to be written.
  package enum Output: Sendable {
    /// A line to the client.
    case line([UInt8])
    /// A request that the recording does not have, or an answer of the client's that is not the recorded one.
    case unknown(BilingualText)
  }

  /// A subscription's answer ends it, so that it waits for its frame, however long that takes.
  private static let lastingMethods: Set<String> = ["subscriptions/listen"]
  private static let subscriptionKey = "io.modelcontextprotocol/subscriptionId"

  private let script: ReplayScript
  /// How often each frame was sent by the client.
  private var uses: [Int]
  /// Requests without an answer: the id that the client gave, and its progress token.
  private var open: [Int: (id: JSONValue, token: JSONValue?)] = [:]
  /// The ids of requests of this session by those of the recording.
  private var ids: [(recorded: JSONValue, given: JSONValue)] = []
  /// Questions that the client has not answered, and what is to be sent afterwards.
  private var questions: [(id: JSONValue, result: JSONObject, rest: [ReplayScript.ServerMessage])] = []
  private var lastQuestion = 0
  /// Answers whose requests have not come yet.
  private var early: [Int: JSONObject] = [:]

  package init(_ script: ReplayScript) {
    self.script = script
    uses = [Int](repeating: 0, count: script.frames.count)
  }

  /// Whether requests wait for an answer that the client's next frame might bring.
  package var isWaiting: Bool {
    open.keys.contains { !Self.lastingMethods.contains(script.frames[$0].method) }
  }

  // MARK: The client

  package mutating func receive(_ line: [UInt8]) -> [Output] {
    guard let value = try? JSONParser.parse(line, loneSurrogates: .replace) else {
      return [.line(Reply.encode(id: nil, error: RPCError(.parseError, "not JSON")))]
    }
    return (value.array ?? [value]).flatMap { receive(RecordedMessage($0)) }
  }

  private mutating func receive(_ message: RecordedMessage) -> [Output] {
    switch message {
    case .request(let id, let method, let parameters): return receive(method, parameters ?? [:], id: id)
    case .notification(let method, let parameters): return receive(method, parameters ?? [:], id: nil)
    case .answer(let id, let content): return receive(answerTo: id, content)
    case .other: return [.line(Reply.encode(id: nil, error: RPCError(.invalidRequest, "not a request")))]
    }
  }

  private mutating func receive(_ method: String, _ parameters: JSONValue, id: JSONValue?) -> [Output] {
    guard let index = match(method, parameters, isRequest: id != nil) else {
      return id.map { refuse($0, method, parameters) } ?? []
    }
    uses[index] += 1
    if let id {
      open[index] = (id, parameters["_meta"]?["progressToken"])
      if let recorded = script.frames[index].id { ids.insert((recorded, id), at: 0) }
    }
    let answer = early.removeValue(forKey: index)
    return send(script.frames[index].messages) + (answer.map { send([.answer(frame: index, $0)]) } ?? [])
  }

  /// The first frame like it that was not sent yet; if all were, the last.
  private func match(_ method: String, _ parameters: JSONValue, isRequest: Bool) -> Int? {
    let same = script.frames.indices.filter { index in
      let frame = script.frames[index]
      guard frame.method == method, (frame.id != nil) == isRequest else { return false }
      return isRequest ? RequestDifference(recorded: frame.parameters, given: parameters) == nil : true
    }
    return same.first { uses[$0] == 0 } ?? same.last
  }

  private mutating func receive(answerTo id: JSONValue, _ content: JSONObject.Member) -> [Output] {
    guard let place = questions.firstIndex(where: { $0.id == id }) else { return [] }
    let question = questions.remove(at: place)
    let difference = RequestDifference(recorded: .object(question.result), given: content.value)
    return (difference.map { [.unknown(text(of: $0, "the client's answer"))] } ?? []) + send(question.rest)
  }

  /// Sends the answers that wait for a frame of the client. Called when the client has paused, or ended.
  package mutating func pause() -> [Output] {
    let waiting = open.keys.filter { !Self.lastingMethods.contains(script.frames[$0].method) }.sorted()
    return waiting.flatMap { index in
      for frame in script.frames {
        for case .answer(index, let answer) in frame.messages { return send([.answer(frame: index, answer)]) }
      }
      // The recording has no answer either.
      open[index] = nil
      return []
    }
  }

  // MARK: The server

  private mutating func send(_ messages: [ReplayScript.ServerMessage]) -> [Output] {
    var outputs: [Output] = []
    for (place, message) in messages.enumerated() {
      switch message {
      case .notification(let object): outputs.append(line(renamed(object)))
      case .answer(let index, let answer):
        if let request = open.removeValue(forKey: index) {
          outputs.append(line(["jsonrpc": "2.0", "id": request.id], answer))
        } else if uses[index] == 0 {
          early[index] = answer
        }
      case .question(let object, let result):
        lastQuestion += 1
        let id = JSONValue.string("replay-\(lastQuestion)")
        outputs.append(line(["jsonrpc": "2.0", "id": id], object))
        questions.append((id, result, Array(messages[(place + 1)...])))
        return outputs
      }
    }
    return outputs
  }

  private func line(_ head: JSONObject = ["jsonrpc": "2.0"], _ rest: JSONObject) -> Output {
    .line(JSONWriter.bytes(of: .object(JSONObject(head.members + rest.members))))
  }

  private func line(_ object: JSONObject) -> Output {
    line(["jsonrpc": "2.0"], object)
  }

  /// The notification with the progress token and the subscription's id of this session.
  private func renamed(_ notification: JSONObject) -> JSONObject {
    guard var parameters = notification["params"]?.object else { return notification }
    if let token = parameters["progressToken"] { parameters["progressToken"] = progressToken(token) }
    if var metadata = parameters["_meta"]?.object, let id = metadata[Self.subscriptionKey] {
      metadata[Self.subscriptionKey] = ids.first { $0.recorded == id }?.given ?? id
      parameters["_meta"] = .object(metadata)
    }
    var notification = notification
    notification["params"] = .object(parameters)
    return notification
  }

  private func progressToken(_ recorded: JSONValue) -> JSONValue {
    let index = script.frames.indices.last {
      open[$0] != nil && script.frames[$0].parameters["_meta"]?["progressToken"] == recorded
    }
    return index.flatMap { open[$0]?.token } ?? recorded
  }

  // MARK: Unknown requests

  private func refuse(_ id: JSONValue, _ method: String, _ parameters: JSONValue) -> [Output] {
    let error: JSONObject = [
      "error": ["code": -32601, "message": .string("the recording has no such request: \(method.excerpt())")]
    ]
    return [line(["jsonrpc": "2.0", "id": id], error), .unknown(explanation(method, parameters))]
  }

  /// Names the recorded request that is nearest, and where it differs.
  private func explanation(_ method: String, _ parameters: JSONValue) -> BilingualText {
    let requests = script.frames.filter { $0.id != nil }
    let differences = requests.filter { $0.method == method }.compactMap {
      RequestDifference(recorded: $0.parameters, given: parameters)
    }
    guard let nearest = differences.min(by: { $0.count < $1.count }) else {
      let methods = Set(requests.map(\.method)).sorted().joined(separator: ", ")
      return BilingualText(
        "the recording has no request of \(method.excerpt()); it has: \(methods)",
        "录制文件中没有 \(method.excerpt()) 请求；其中有：\(methods)")
    }
    return text(of: nearest, method.excerpt())
  }

  private func text(of difference: RequestDifference, _ what: String) -> BilingualText {
    let place = difference.path.isEmpty ? "params" : difference.path
    let recorded = difference.recorded.map { $0.description.excerpt() }
    let given = difference.given.map { $0.description.excerpt() }
    return BilingualText(
      "\(what) is not in the recording; the nearest differs at \(place): recorded \(recorded ?? "nothing"), now \(given ?? "nothing")",
      "录制文件中没有这样的 \(what)；最接近者在 \(place) 处不同：录制为 \(recorded ?? "无")，现为 \(given ?? "无")")
  }
}
