import JSON
import PayIn

/// The call that a model should make next after a failure.
struct NextStep: Equatable {
  let tool: String
  let arguments: JSONObject

  init?(_ error: PayInError, _ arguments: JSONObject) {
    switch (error.code, error.operation) {
    case (.outcomeUnknown, .createOrder), (.conflict, .createOrder), (.shuttingDown, .createOrder):
      guard let reference = arguments.optional("orderReference") else { return nil }
      self.init("list_orders", ["orderReference": .string(reference)])
    case (.addressUnusable, .createOrder):
      guard let id = error.resourceID else { return nil }
      self.init("get_order", ["orderId": .string(id)])
    case (.addressUnusable, .bindDepositAddress):
      guard let reference = error.resourceID else { return nil }
      self.init("get_deposit_reference", ["depositReference": .string(reference)])
    // It is listed in the sandbox alone, and left out elsewhere.
    case (.addressPoolEmpty, _):
      self.init("inject_fault", ["kind": "refill_pool"])
    case (.notFound, .order):
      self.init("list_orders")
    case (.endpointMissing, _) where error.operation.isOptional: return nil
    case (.notConfigured, _), (.unauthorized, _), (.unreachable, _), (.tlsFailure, _), (.endpointMissing, _),
      (.redirected, _):
      self.init("get_status")
    default:
      return nil
    }
  }

  static let assets = NextStep("list_assets")

  private init(_ tool: String, _ arguments: JSONObject = [:]) {
    self.tool = tool
    self.arguments = arguments
  }

  var json: JSONValue {
    ["tool": .string(tool), "arguments": .object(arguments)]
  }
}

/// Lets operations stand in patterns.
private func ~= (pattern: Operation, value: Operation) -> Bool {
  pattern == value
}
