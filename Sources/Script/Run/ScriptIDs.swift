import JSON
import JSONRPC

/// The ids that stand in a script, as far as they can be known before it runs.
struct ScriptIDs {
  /// The ids of requests among the frames. Requests that the runner builds use other ids.
  private(set) var sent: Set<RequestID> = []
  /// The ids of the server's requests that frames answer.
  private(set) var answered: Set<RequestID> = []
  /// The ids of `expect ID`, whose answers are kept; nil for all, if an id is a captured one.
  private(set) var expected: Set<RequestID>? = []
  /// Whether an `era` line says which revision is wanted.
  private(set) var namesRevisions = false

  init(_ script: Script) {
    for step in script.steps {
      switch step.action {
      case .frame(let text): add(SentFrame(text.utf8))
      case .expect(_, let id?), .expectError(_, let id?): add(expected: id)
      case .eras: namesRevisions = true
      default: break
      }
    }
  }

  private mutating func add(expected id: JSONValue) {
    if id.string?.contains("${") == true { expected = nil }
    if let id = RequestID(id) { expected?.insert(id) }
  }

  private mutating func add(_ frame: SentFrame) {
    sent.formUnion(frame.requestIDs)
    answered.formUnion(frame.answeredIDs)
  }
}
