import JSON
import PayIn
import Synchronization

/// A call that has succeeded, as far as a program needs it that makes it again. No part of a reply but its id is kept.
package struct SessionCall: Sendable {
  let tool: String
  let operation: PayIn.Operation
  let arguments: JSONObject
  /// The id of what the call made, by which later calls name it.
  let madeID: String?
}

/// The latest successful calls of the API in this process, the oldest first.
final class SessionCalls: Sendable {
  /// The number of calls that are kept.
  static let maximumCount = 50

  /// The operations that the documentation has; only these are exported.
  private static let documented: [PayIn.Operation] = [
    .createOrder, .order, .orders, .bindDepositAddress, .unbindDepositAddress, .depositReference, .deposits,
    .createPaymentLink, .publishPaymentLink, .archivePaymentLink,
  ]

  private struct State {
    var calls: [SessionCall] = []
    /// The number of calls that came before these.
    var earlier = 0
  }

  private let state = Mutex(State())

  /// - Parameter answer: the fields of the result.
  func record(_ tool: ToolDeclaration, _ arguments: JSONObject, _ answer: JSONObject) {
    guard let operation = tool.operation, Self.documented.contains(operation) else { return }
    let madeID = operation.kind == .create ? (answer["orderId"] ?? answer["id"])?.string : nil
    var arguments = arguments
    // The API's own spelling of what the call may have written in another way.
    for name in ["currency", "chainId"] where operation == .createOrder {
      if let value = answer[name] { arguments[name] = value }
    }
    let call = SessionCall(tool: tool.name, operation: operation, arguments: arguments, madeID: madeID)
    state.withLock { state in
      // A read that is repeated, as in a poll, is one step of a program.
      if let last = state.calls.last, last.tool == call.tool, last.arguments == arguments { state.calls.removeLast() }
      if state.calls.count == Self.maximumCount {
        state.calls.removeFirst()
        state.earlier += 1
      }
      state.calls.append(call)
    }
  }

  /// The calls without the given secrets, nor anything that looks like a key, and how many came before them.
  func all(hiding secrets: Secrets) -> (calls: [SessionCall], earlier: Int) {
    let state = state.withLock(\.self)
    let calls = state.calls.map { call in
      SessionCall(
        tool: call.tool, operation: call.operation, arguments: call.arguments.withoutKeys(secrets), madeID: call.madeID)
    }
    return (calls, state.earlier)
  }
}

extension JSONObject {
  fileprivate func withoutKeys(_ secrets: Secrets) -> JSONObject {
    JSONObject(
      secrets.redact(self).members.map { .init(name: $0.name.withoutKeys, value: Self.withoutKeys($0.value)) })
  }

  private static func withoutKeys(_ value: JSONValue) -> JSONValue {
    switch value {
    case .string(let text): .string(text.withoutKeys)
    case .array(let elements): .array(elements.map(withoutKeys))
    case .object(let object):
      .object(JSONObject(object.members.map { .init(name: $0.name.withoutKeys, value: withoutKeys($0.value)) }))
    case .null, .bool, .number: value
    }
  }
}

extension String {
  fileprivate var withoutKeys: String { KeyPattern.occurs(in: self) ? "…" : self }
}
