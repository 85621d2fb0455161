import JSON
import MCP
import PayIn

/// Everything about one tool that its file in schemas/tools does not say.
final class ToolDeclaration: Sendable {
  /// Whether a tool is listed if the operator chooses no tools.
  enum Default: Sendable {
    case on
    case off
    /// Listed if the embedded sandbox serves, and not otherwise.
    case inSandbox
  }

  /// Reads what a person who is asked must know of the resource that the arguments name.
  typealias Subject = @Sendable (PayInClient, JSONObject) async -> ConfirmationSubject
  /// Sends a call whose arguments are understood.
  typealias Request = @Sendable (PayInClient) async throws(PayInError) -> ToolAnswer
  /// Answers a call that needs no client of its own.
  typealias Answer = @Sendable () async throws(CallFailure) -> ToolAnswer

  /// Both kinds first check what a schema cannot say, before anything is sent or started.
  enum Handler: Sendable {
    case api(Operation, prepare: @Sendable (JSONObject) throws(InvalidArguments) -> Request)
    case local(prepare: @Sendable (LocalCall) throws(InvalidArguments) -> Answer)
  }

  /// The name of the tool's file.
  let name: String
  let set: ToolSet
  let defaultState: Default
  /// The operation that the tool calls or polls; nil if it sends nothing by itself.
  let operation: Operation?
  let handler: Handler
  /// The start of the question that a person confirms, as an instruction; nil if the tool never asks.
  let confirmation: LocalizedText?
  let subject: Subject
  /// Finds the tokens and chains among the arguments; they are checked before anything is sent.
  let assets: @Sendable (JSONObject) -> [AssetChoice]
  /// Makes the way in which calls run as tasks, in the language of results; nil if they never do.
  let taskPolicy: (@Sendable (DisplayContext) -> TaskPolicy)?

  /// Declares a tool that calls one operation of the API.
  init(
    _ name: String, in set: ToolSet, default state: Default, _ operation: Operation,
    confirmation: LocalizedText? = nil, about subject: @escaping Subject = { _, _ in ConfirmationSubject() },
    assets: @escaping @Sendable (JSONObject) -> [AssetChoice] = { _ in [] },
    prepare: @escaping @Sendable (JSONObject) throws(InvalidArguments) -> Request
  ) {
    self.name = name
    self.set = set
    defaultState = state
    self.operation = operation
    handler = .api(operation, prepare: prepare)
    self.confirmation = confirmation
    self.subject = subject
    self.assets = assets
    taskPolicy = nil
  }

  /// Declares a tool that works on this machine, or polls together with others. Such a tool changes nothing.
  init(
    local name: String, in set: ToolSet, default state: Default, polls operation: Operation? = nil,
    asTask taskPolicy: (@Sendable (DisplayContext) -> TaskPolicy)? = nil,
    prepare: @escaping @Sendable (LocalCall) throws(InvalidArguments) -> Answer
  ) {
    self.name = name
    self.set = set
    defaultState = state
    self.operation = operation
    handler = .local(prepare: prepare)
    confirmation = nil
    subject = { _, _ in ConfirmationSubject() }
    assets = { _ in [] }
    self.taskPolicy = taskPolicy
  }

  /// Whether a call may change something: the opposite of the tool's `readOnlyHint`.
  var isWrite: Bool { operation?.kind.isWrite ?? false }
}

extension ToolDeclaration {
  /// Every tool of this build, in the order in which tools are listed.
  static let all =
    OrderTools.all + DepositTools.all + [PaymentQRTool.declaration] + PaymentLinkTools.all + WebhookTools.all
    + [StatusTool.declaration, AssetTool.declaration] + AddressPoolTools.all
    + [GuideTool.declaration, ExportTool.declaration] + SandboxTools.all

  static func named(_ name: String) -> ToolDeclaration? {
    all.first { $0.name == name }
  }
}

/// A call of a tool that needs no client of its own.
struct LocalCall: Sendable {
  let arguments: JSONObject
  /// Sends progress notifications; nil if the client did not ask for them.
  let progress: ProgressReporter?
  let endOfInput: EndOfInput
  /// The task that the call runs as; nil if its result answers its request.
  let task: TaskContext?
  let context: ToolContext
  /// The tools that are listed beside this one.
  let selection: ToolSelection
}

/// Why a call with good arguments has no answer.
enum CallFailure: Error {
  case api(PayInError)
  /// A setting that only this tool needs is missing or cannot be used.
  case setting(SettingError)
}
