import JSON
import MCP
import PayIn
import Synchronization

/// Lets a write through only after a person has agreed to it, where the operator's rule asks for that. A refusal is
/// final for the same arguments as long as the process lives. There is one confirmation for each process.
final class Confirmation: Sendable {
  static let tokenName = "confirmationToken"
  private static let rememberedRefusals = 4096

  private let rule: ConfirmationRule
  private let mode: Mode
  private let reader: DisplayContext
  private let tokens: StateSealer
  private let refused = Mutex(RefusedCalls(limit: rememberedRefusals))

  init(_ configuration: Configuration, tokens: StateSealer) {
    rule = configuration.confirmation
    mode = configuration.mode
    reader = DisplayContext(
      configuration.language, hiding: Secrets(configuration.apiKey, configuration.webhookSecret))
    self.tokens = tokens
  }

  /// Whether a person is asked before some writes to this network.
  var isRequired: Bool { rule.applies(on: mode) }

  /// Whether a person is asked. The controls of the sandbox change nothing outside of it and never ask.
  private func need(for operation: Operation) -> ConfirmationRule.Need {
    operation.credential == .sandboxToken ? .never : rule.need(for: operation, on: mode)
  }

  /// The definition as it is listed: the tool takes a token only where it may give one.
  func published(_ definition: JSONObject, _ operation: Operation) -> JSONObject {
    guard need(for: operation) != .never, rule.offersTokens, var schema = definition["inputSchema"]?.object else {
      return definition
    }
    var properties = schema["properties"]?.object ?? [:]
    properties[Self.tokenName] = [
      "type": "string", "minLength": 1, "maxLength": 200,
      "description": .string(Self.tokenDescription.rendered(for: reader)),
    ]
    schema["properties"] = .object(properties)
    var published = definition
    published["inputSchema"] = .object(schema)
    return published
  }

  private static let tokenDescription = LocalizedText(
    "Only from the refused first call, and only after the person's yes", "仅取自被拒绝的首次调用，且仅在用户同意之后使用")

  /// Whether a call may be sent, and otherwise its result.
  ///
  /// - Parameter subject: reads the resource that the write is about; called only if a person may have to be asked.
  func verdict(
    on call: ToolCall, _ tool: ToolDeclaration, _ operation: Operation, _ environment: EnvironmentLabel,
    about subject: () async -> ConfirmationSubject
  ) async -> ConfirmationVerdict {
    let need = need(for: operation)
    guard need != .never else { return .agreed(.notAsked) }
    var arguments = call.arguments
    arguments[Self.tokenName] = nil
    let use = Fingerprint(use: "confirmation", tool: tool.name, arguments)
    guard !isRefused(use) else { return refused(.declined(earlier: true)) }
    let subject = await subject()
    guard need == .always || subject.isLive else { return .agreed(.notAsked) }
    let text = ConfirmationQuestion(
      action: tool.confirmation ?? LocalizedText("Call \(tool.name)", "调用 \(tool.name)"), arguments: arguments,
      subject: subject.fields, environment: environment
    ).message
    let question = ElicitationQuestion(
      message: text.rendered(for: reader), label: ConfirmationQuestion.label.rendered(for: reader))
    switch await call.ask(question) {
    case .ask(let result): return .refused(result)
    case .cannotAsk:
      let token = call.arguments.optional(Self.tokenName)
      return failure(given: token, for: use, question, text).map(refused) ?? .agreed(.token)
    case let answer: return failure(after: answer, for: use).map(refused) ?? .agreed(.form)
    }
  }

  private func refused(_ failure: ConfirmationFailure) -> ConfirmationVerdict {
    .refused(failure.result(for: reader))
  }

  /// The failure that the person's answer leads to, or nil after a yes.
  private func failure(after answer: ElicitationAnswer, for use: Fingerprint) -> ConfirmationFailure? {
    switch answer {
    // Another question about the same call may have been declined in the meantime.
    case .accepted: return isRefused(use) ? .declined(earlier: true) : nil
    case .declined:
      refused.withLock { $0.insert(use) }
      return .declined(earlier: false)
    case .cancelled: return .dismissed
    case .unanswered, .cannotAsk, .ask: return .unanswered
    }
  }

  /// The failure where the client cannot ask a person, or nil if the call brings a token that stands for a yes.
  private func failure(
    given token: String?, for use: Fingerprint, _ question: ElicitationQuestion, _ text: LocalizedText
  ) -> ConfirmationFailure? {
    guard rule.offersTokens else { return .cannotAsk(remedy: rule.withTokens) }
    guard !isGood(token, for: use, question) else { return nil }
    return .tokenOffered(token: tokens.seal(question, for: use), question: text, isRenewed: token != nil)
  }

  private func isRefused(_ use: Fingerprint) -> Bool {
    refused.withLock { $0.contains(use) }
  }

  private func isGood(_ token: String?, for use: Fingerprint, _ question: ElicitationQuestion) -> Bool {
    guard let state = token.flatMap({ tokens.open($0, for: use) }) else { return false }
    return tokens.take(state, of: question)
  }
}

extension Confirmation {
  /// The rule as `get_status` shows it.
  var json: JSONValue {
    [
      "rule": .string(rule.rawValue), "required": .bool(isRequired),
      "tokens": .bool(isRequired && rule.offersTokens),
    ]
  }
}

/// How a write came to be agreed to.
enum Consent: String {
  case notAsked = "not_asked"
  /// A person answered the question of the client.
  case form
  /// The call brought the token that stands for a person's yes.
  case token
}

/// Whether a call may be sent.
enum ConfirmationVerdict {
  case agreed(Consent)
  /// The call's result: a failure, or a question to the client.
  case refused(ToolResult)
}

/// The calls that a person has declined. The oldest is forgotten when there are too many, and is then asked about again.
struct RefusedCalls {
  private let limit: Int
  private var order: [Fingerprint] = []
  private var calls: Set<Fingerprint> = []

  init(limit: Int) {
    self.limit = limit
  }

  func contains(_ call: Fingerprint) -> Bool {
    calls.contains(call)
  }

  mutating func insert(_ call: Fingerprint) {
    guard calls.insert(call).inserted else { return }
    order.append(call)
    if order.count > limit { calls.remove(order.removeFirst()) }
  }
}
