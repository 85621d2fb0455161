import MCP

extension [Prompt] {
  static let test: [Prompt] = [
    .test("test_simple_prompt") { _ in [PromptMessage(role: .user, text: "A simple prompt.")] },
    .test("test_prompt_with_arguments", arguments: ["arg1", "arg2"]) { arguments in
      let (first, second) = (arguments["arg1"] ?? "", arguments["arg2"] ?? "")
      return [PromptMessage(role: .user, text: "Prompt with arguments: arg1='\(first)', arg2='\(second)'")]
    },
    .test("test_prompt_with_embedded_resource", arguments: ["resourceUri"]) { arguments in
      let contents = ResourceContents(text: "An embedded text.", mimeType: "text/plain", caching: .catalogue)
      return [
        PromptMessage(role: .user, content: .resource(uri: arguments["resourceUri"] ?? "", contents)),
        PromptMessage(role: .user, text: "Read the resource above."),
      ]
    },
    .test("test_prompt_with_image") { _ in
      [
        PromptMessage(role: .user, content: .image(Samples.picture, mimeType: "image/png")),
        PromptMessage(role: .user, text: "Look at the picture above."),
      ]
    },
  ]
}

extension Prompt {
  /// - Parameter arguments: all are required.
  fileprivate static func test(_ name: String, arguments: [String] = [], fill: @escaping Fill) -> Prompt {
    Prompt(
      name: name, title: name, description: "A prompt for tests.",
      arguments: arguments.map { Argument(name: $0, title: $0, description: "A text.", isRequired: true) }, fill: fill)
  }
}

extension CompletionCatalogue {
  static let test = CompletionCatalogue([
    .prompt("test_prompt_with_arguments"): ["arg1": { _ in ["paris", "park", "party", "tokyo"] }],
    .resource("test://template/{id}/data"): ["id": { _ in ["1", "12", "123"] }],
  ])
}
