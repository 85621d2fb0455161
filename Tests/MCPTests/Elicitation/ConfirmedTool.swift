import JSON
import MCP
import Synchronization

/// A tool that does its work only when a person has agreed.
final class ConfirmedTool: Sendable {
  static let question = ElicitationQuestion(message: "Pay 10 to \"shop\"?", label: "Pay now")

  private let works = Mutex(0)

  /// The number of times that the work was done.
  var count: Int { works.withLock { $0 } }

  func tool(_ name: String = "pay") -> Tool {
    .make(
      name, inputSchema: ["type": "object", "properties": ["to": ["type": "string"], "amount": ["type": "string"]]]
    ) { [self] call in
      let answer = await call.ask(Self.question)
      switch answer {
      case .accepted:
        works.withLock { $0 += 1 }
        return .success("Paid.", structured: ["text": "paid"])
      case .ask(let result): return result
      default: return .failure("Not paid.", error: ["code": .string("\(answer)")], metaKey: "test/error")
      }
    }
  }
}
