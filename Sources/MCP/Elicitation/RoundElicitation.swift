import JSON
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
