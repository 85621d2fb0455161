import JSON
import MCP

extension Tool {
  /// The tools that put a form to the person at the client, and return what was answered.
  static var forms: [Tool] {
    get throws {
      [
        try form("test_elicitation", arguments: ["message"], name: "user", fields: user),
        try form("test_streaming_elicitation", name: "user", fields: user),
        try form("test_elicitation_sep1034_defaults", name: "defaults", fields: defaults),
        try form("test_elicitation_sep1330_enums", name: "choices", fields: choices),
        try form("test_input_required_result_elicitation", name: "user_name", fields: name),
        try form("test_input_required_result_request_state", name: "confirm", fields: agreement),
        try form("test_input_required_result_tampered_state", name: "confirm", fields: agreement),
      ]
    }
  }

  private static let user: JSONObject = [
    "username": ["type": "string", "description": "A name."], "email": ["type": "string", "format": "email"],
  ]
  private static let name: JSONObject = ["name": ["type": "string", "title": "Name"]]
  private static let agreement: JSONObject = ["ok": ["type": "boolean", "title": "Agreed"]]

  /// Each simple type with a default (SEP-1034).
  private static let defaults: JSONObject = [
    "name": ["type": "string", "default": "John Doe"], "age": ["type": "integer", "default": 30],
    "score": ["type": "number", "default": .number(JSONNumber("95.5") ?? JSONNumber(95))],
    "status": ["type": "string", "enum": ["active", "inactive", "pending"], "default": "active"],
    "verified": ["type": "boolean", "default": true],
  ]

  /// Each kind of choice (SEP-1330).
  private static let choices: JSONObject = [
    "untitledSingle": ["type": "string", "enum": ["option1", "option2", "option3"]],
    "titledSingle": ["type": "string", "oneOf": titled],
    "legacyEnum": ["type": "string", "enum": ["opt1", "opt2"], "enumNames": ["Option One", "Option Two"]],
    "untitledMulti": ["type": "array", "items": ["type": "string", "enum": ["option1", "option2", "option3"]]],
    "titledMulti": ["type": "array", "items": ["anyOf": titled]],
  ]

  private static let titled: JSONValue = [
    ["const": "value1", "title": "First"], ["const": "value2", "title": "Second"],
  ]

  /// - Parameters:
  ///   - name: of the form's answer.
  ///   - fields: all required.
  private static func form(
    _ tool: String, arguments: [String] = [], name: String, fields: JSONObject
  ) throws -> Tool {
    let schema: JSONObject = [
      "type": "object", "properties": .object(fields),
      "required": .array(fields.members.map { .string($0.name) }),
    ]
    return try test(tool, "Asks the person at the client, and returns the answer.", arguments: arguments) { call in
      let message = call.arguments["message"]?.string ?? "Please fill in this form."
      return result(of: await call.fill(ElicitationForm(name: name, message: message, schema: schema)))
    }
  }

  private static func result(of answer: FormAnswer) -> ToolResult {
    switch answer {
    case .submitted(let content):
      .success(content: [.text("action=accept, content=\(JSONValue.object(content))")])
    case .declined: .success(content: [.text("action=decline")])
    case .cancelled: .success(content: [.text("action=cancel")])
    case .unanswered: .failure("There was no answer.")
    case .cannotAsk: .failure("The client has not declared that it can show forms.")
    case .ask(let question): question
    }
  }
}
