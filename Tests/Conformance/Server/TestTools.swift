import JSON
import MCP
import Threads

extension ToolCatalogue {
  static func test(_ changes: ResourceChanges) throws -> ToolCatalogue {
    try ToolCatalogue(
      tools: try Tool.contents + Tool.forms + [.progress(), .error(), .change(changes)],
      refuse: { _, violations in .failure("\(violations.count) arguments cannot be used.") },
      interrupted: { _, _ in .failure("The server is shutting down.") })
  }
}

extension ToolResult {
  static func failure(_ sentence: String) -> ToolResult {
    .failure(sentence, error: ["message": .string(sentence)], metaKey: "conformance/error")
  }
}

extension Tool {
  /// - Parameter arguments: the names of the arguments; all are texts and required.
  static func test(
    _ name: String, _ description: String, arguments: [String] = [], handler: @escaping Handler
  ) throws -> Tool {
    let properties = arguments.map { JSONObject.Member(name: $0, value: ["type": "string", "description": "A text."]) }
    return try Tool(
      definition: [
        "name": .string(name), "title": .string(name), "description": .string(description),
        "inputSchema": [
          "type": "object", "properties": .object(JSONObject(properties)),
          "required": .array(arguments.map(JSONValue.string)), "additionalProperties": false,
        ],
        "annotations": [
          "readOnlyHint": true, "destructiveHint": false, "idempotentHint": true, "openWorldHint": false,
        ],
      ], handler: handler)
  }

  /// The tools that answer with contents that never change. `test_logging_tool` logs nothing, as this server never does.
  static var contents: [Tool] {
    get throws {
      let note = ResourceContents(text: "An embedded text.", mimeType: "text/plain", caching: .catalogue)
      let resource = ContentBlock.resource(uri: "test://embedded-resource", note)
      let rows: [(String, [ContentBlock])] = [
        ("test_simple_text", [.text("A simple text.")]), ("test_logging_tool", [.text("Nothing was logged.")]),
        ("test_image_content", [.image(Samples.picture, mimeType: "image/png")]),
        ("test_audio_content", [.audio(Samples.sound, mimeType: "audio/wav")]),
        ("test_embedded_resource", [resource]),
        (
          "test_multiple_content_types",
          [.text("A text, a picture and a resource."), .image(Samples.picture, mimeType: "image/png"), resource]
        ),
      ]
      return try rows.map { name, blocks in
        try .test(name, "Returns the content that its name says.") { _ in .success(content: blocks) }
      }
    }
  }

  /// Reports three steps. A session sends at most one report in 100 ms, so the steps are further apart.
  static func progress() throws -> Tool {
    try test("test_tool_with_progress", "Reports progress three times, and returns a text.") { call in
      for step in 0...2 {
        if step > 0 { await Task.pause(for: .milliseconds(110)) }
        call.progress?.report(50 * step, of: 100, message: "Step \(step) of 2")
      }
      return .success(content: [.text("All steps are done.")])
    }
  }

  static func error() throws -> Tool {
    try test("test_error_handling", "Always fails, and returns an error.") { _ in
      .failure("This tool always fails.")
    }
  }

  static func change(_ changes: ResourceChanges) throws -> Tool {
    try test("test_trigger_resource_change", "Tells those who watch test://watched-resource.") { _ in
      changes.announce()
      return .success(content: [.text("The resource has changed.")])
    }
  }
}
