import JSON
import JSONRPC

/// The conversation that a recording holds, with the values that came then.
package struct ReplayScript: Sendable {
  /// What the server wrote, in its order.
  enum ServerMessage: Sendable, Equatable {
    /// The answer to the request of the client's frame with this index; the members beside `jsonrpc` and `id`.
    case answer(frame: Int, JSONObject)
    case notification(JSONObject)
    /// A request of the server's, and the result with which the client answered it.
    case question(JSONObject, result: JSONObject)
  }

  struct ClientFrame: Sendable {
    /// Nil for a notification.
    let id: JSONValue?
    let method: String
    let parameters: JSONValue
    /// What came after it and before the next frame.
    var messages: [ServerMessage] = []
  }

  private(set) var frames: [ClientFrame] = []

  private var captures: Captures = [:]
  private var answer: JSONObject = [:]
  private var replies: [(method: String, result: JSONObject)] = []

  /// - Throws: at the first step that no recording has, or that has no sample.
  package init(_ script: Script) throws(ReplayProblem) {
    for step in script.steps { try add(step) }
  }

  private mutating func add(_ step: Step) throws(ReplayProblem) {
    switch step.action {
    case .frame(let source): try add(source, step)
    case .reply(let method, let result): replies.append((method, try filled(.object(result), step).object ?? [:]))
    case .expect(let pattern, let id?):
      guard let index = frames.lastIndex(where: { $0.id == id }) else { throw .noRequest(step.location) }
      answer = try sample(pattern, step)
      append(.answer(frame: index, answer))
    case .notification(let pattern): append(message(try sample(pattern, step)))
    case .capture(let name, let path): captures[name] = path.value(in: .object(answer))
    case .environment, .endOfInput, .exit, .within: break
    default: throw .notRecorded(step.location)
    }
  }

  private mutating func add(_ source: String, _ step: Step) throws(ReplayProblem) {
    // A frame that is not JSON has no answer that belongs to it.
    guard let value = try? JSONParser.parse(Array(source.utf8), loneSurrogates: .replace) else { return }
    let frame = try filled(value, step)
    for element in frame.array ?? [frame] {
      guard let method = element["method"]?.string else { continue }
      frames.append(ClientFrame(id: element["id"], method: method, parameters: element["params"] ?? [:]))
    }
  }

  private func filled(_ value: JSONValue, _ step: Step) throws(ReplayProblem) -> JSONValue {
    do throws(MissingCapture) {
      return try value.substituting(captures)
    } catch {
      throw .unknownCapture(step.location)
    }
  }

  private func sample(_ pattern: Pattern, _ step: Step) throws(ReplayProblem) -> JSONObject {
    guard let object = pattern.sample(captures)?.object else { throw .noSample(step.location) }
    return object
  }

  private mutating func message(_ object: JSONObject) -> ServerMessage {
    guard let place = replies.firstIndex(where: { $0.method == object["method"]?.string }) else {
      return .notification(object)
    }
    return .question(object, result: replies.remove(at: place).result)
  }

  /// Nothing that came before the client's first frame is replayed: no client waits for it.
  private mutating func append(_ message: ServerMessage) {
    guard !frames.isEmpty else { return }
    frames[frames.count - 1].messages.append(message)
  }
}

/// Why a script cannot be replayed.
package enum ReplayProblem: Error, Sendable, Equatable {
  /// A step that a recording does not have.
  case notRecorded(SourceLocation)
  /// A matcher without `~` and a value.
  case noSample(SourceLocation)
  /// An answer to a request that no frame before it makes.
  case noRequest(SourceLocation)
  /// `${name}` without a capture before it.
  case unknownCapture(SourceLocation)

  package var text: BilingualText {
    switch self {
    case .notRecorded(let place):
      BilingualText(
        "\(place.file):\(place.line): a recording has no such step; only recordings can be replayed",
        "\(place.file):\(place.line)：录制文件中没有这种步骤；只有录制文件可以回放")
    case .noSample(let place):
      BilingualText(
        "\(place.file):\(place.line): a matcher here has no value; write `~` and the value after it",
        "\(place.file):\(place.line)：此处的匹配器没有样本值；请在其后写上 `~` 和值")
    case .noRequest(let place):
      BilingualText(
        "\(place.file):\(place.line): no frame before this line makes a request of this id",
        "\(place.file):\(place.line)：此行之前没有该 id 的请求")
    case .unknownCapture(let place):
      BilingualText(
        "\(place.file):\(place.line): a value is used here that was not captured before",
        "\(place.file):\(place.line)：此处使用了之前未捕获的值")
    }
  }
}
