package import JSON
import JSONRPC

/// Asks questions under a stateless revision: the result is the question, and the client repeats the call with the
/// answer.
struct RoundElicitation: Sendable {
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

  /// Asks again if the answer is missing, is not understood, or came too late or for the second time: a state lets one
  /// answer through, whether yes or no.
  func ask(_ form: ElicitationForm) -> FormAnswer {
    guard round.hasForms else { return .cannotAsk }
    guard let carried, sealer.take(carried, of: form), let answer = FormAnswer(round.responses[form.name], to: form)
    else { return .ask(question(form)) }
    return answer
  }

  private func question(_ form: ElicitationForm) -> ToolResult {
    let request: JSONValue = ["method": "elicitation/create", "params": .object(form.params(for: round.revision))]
    return .inputRequired(.object([form.name: request]), state: sealer.seal(form, for: use))
  }
}

/// The answers that a call of a stateless revision brings, and whether the client of this very request can put
/// questions to people (2026-07-28, basic: multi round-trip requests).
package struct InputRound: Equatable, Sendable {
  package let revision: ProtocolRevision
  package let hasForms: Bool
  /// The state that this server made, if it is valid; it may also come from anyone else.
  package let state: String?
  /// The answers by name. Those to questions that were not asked are ignored.
  package let responses: JSONObject
  /// The capabilities that this request declares.
  private let capabilities: JSONValue?

  /// Returns nil in the revisions with a handshake, where members of these names mean nothing.
  init?(_ params: JSONObject) throws(RPCError) {
    guard let revision = RequestMetadata.revision(in: params) else { return nil }
    self.revision = revision
    capabilities = params["_meta"]?[RequestMetadata.capabilitiesKey]
    hasForms = FormCapability.isDeclared(in: capabilities)
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

  /// Whether the client understands that a task stands in for the result.
  var hasTasks: Bool { TasksExtension.isDeclared(in: capabilities) }
}

/// Puts the tools' forms to people, with and without a handshake. Each connection has one.
final class Elicitation: Sendable {
  let session: SessionElicitation
  private let sealer: StateSealer

  init(output: OutputQueue, settings: SessionSettings) {
    session = SessionElicitation(output: output, timeout: settings.questionTimeout)
    sealer = settings.sealer
  }

  /// Returns the function that asks on behalf of one call. Throws if the call brings a state that this server did not
  /// make, or made for another call.
  func asker(for call: ToolCallRequest, _ reply: Reply) throws(RPCError) -> ToolCall.Fill {
    guard let round = call.round else { return { [session] in await session.ask($0, for: reply) } }
    let elicitation = try RoundElicitation(call, round, sealer)
    return { elicitation.ask($0) }
  }
}
