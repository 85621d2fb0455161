package import JSON
import JSONRPC

/// Questions of the stateless revision: a result that is a question, and the same call again with the answer.
struct RoundElicitation: Sendable {
  /// The name under which the client answers.
  private static let key = "confirm"

  private let round: InputRound
  private let use: Fingerprint
  private let carried: SealedState?
  private let sealer: StateSealer

  /// Throws if the request carries a state that was not made for this tool with these arguments.
  init(_ call: ToolCallRequest, _ round: InputRound, _ sealer: StateSealer) throws(RPCError) {
    let use = Fingerprint(use: MethodName.callTool, tool: call.name, call.arguments)
    carried = try round.state.map { text throws(RPCError) in
      guard let opened = sealer.open(text, for: use) else {
        throw .invalidParams("\"requestState\" was not made for this call")
      }
      return opened
    }
    (self.round, self.use, self.sealer) = (round, use, sealer)
  }

  /// What is missing or not understood is asked again, as is what came too late or for the second time: a state lets
  /// one answer through, whatever it says.
  func ask(_ question: ElicitationQuestion) -> ElicitationAnswer {
    guard round.hasForms else { return .cannotAsk }
    guard let carried, sealer.take(carried, of: question),
      let result = ElicitResult(round.responses[Self.key])
    else { return .ask(self.question(question)) }
    return result.answer
  }

  private func question(_ question: ElicitationQuestion) -> ToolResult {
    let request: JSONValue = [
      "method": "elicitation/create", "params": .object(question.params(for: .modern)),
    ]
    return .inputRequired(.object([Self.key: request]), state: sealer.seal(question, for: use))
  }
}

/// What a call of the stateless revision brings for questions: whether this very request's client can put them to
/// people, and the answers to those of an earlier round (2026-07-28, basic: multi round-trip requests).
package struct InputRound: Equatable, Sendable {
  package let hasForms: Bool
  /// Comes from us, if it is sound; it may also come from anybody.
  package let state: String?
  /// Those that nobody asked for are ignored.
  package let responses: JSONObject

  /// Nil in the revisions with a handshake, where members of these names mean nothing.
  init?(_ params: JSONObject) throws(RPCError) {
    guard RequestMetadata.isPresent(in: params) else { return nil }
    hasForms = FormCapability.isDeclared(in: params["_meta"]?[RequestMetadata.capabilitiesKey])
    switch params["requestState"] {
    case nil, .null: state = nil
    case .string(let text): state = text
    default: throw .invalidParams("\"requestState\" must be a string")
    }
    switch params["inputResponses"] {
    case nil, .null: responses = [:]
    case .object(let object): responses = object
    default: throw .invalidParams("\"inputResponses\" must be an object")
    }
  }
}

/// How the tools' questions reach people, in both eras. One for each connection.
final class Elicitation: Sendable {
  let session: SessionElicitation
  private let sealer: StateSealer

  init(output: OutputQueue, settings: SessionSettings) {
    session = SessionElicitation(output: output, idleTimeout: settings.questionTimeout)
    sealer = settings.sealer
  }

  /// The way to ask on behalf of one call. Throws if the call brings a state that is not ours, or not its own.
  func asker(for call: ToolCallRequest, _ reply: Reply) throws(RPCError) -> ToolCall.Ask {
    guard let round = call.round else { return { [session] in await session.ask($0, for: reply) } }
    let elicitation = try RoundElicitation(call, round, sealer)
    return { elicitation.ask($0) }
  }
}
