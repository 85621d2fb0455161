import JSONRPC

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
