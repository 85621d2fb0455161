/// A prompt: a text that a person picks, filled in with arguments (specification, server: prompts).
package struct Prompt: Sendable {
  package struct Argument: Sendable, Equatable {
    package let name: String
    package let title: String
    package let description: String
    package let isRequired: Bool

    package init(name: String, title: String, description: String, isRequired: Bool = false) {
      self.name = name
      self.title = title
      self.description = description
      self.isRequired = isRequired
    }
  }

  /// Fills in the arguments. The required ones are there and not empty, others only if they are not empty.
  package typealias Fill = @Sendable (_ arguments: [String: String]) -> [PromptMessage]

  package let name: String
  package let title: String
  package let description: String
  package let arguments: [Argument]
  package let fill: Fill

  package init(
    name: String, title: String, description: String, arguments: [Argument], fill: @escaping Fill
  ) {
    self.name = name
    self.title = title
    self.description = description
    self.arguments = arguments
    self.fill = fill
  }
}

package struct PromptMessage: Sendable, Equatable {
  package enum Role: String, Sendable {
    case user
    case assistant
  }

  package let role: Role
  package let content: ContentBlock

  package init(role: Role, content: ContentBlock) {
    self.role = role
    self.content = content
  }

  package init(role: Role, text: String) {
    self.init(role: role, content: .text(text))
  }

  /// The text; empty if the content is none.
  package var text: String {
    if case .text(let text) = content { text } else { "" }
  }
}
