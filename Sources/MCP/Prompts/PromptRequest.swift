package import JSON
package import JSONRPC

/// The params of `prompts/get`.
package struct PromptRequest: Equatable, Sendable {
  /// The longest argument, in Unicode scalars. A longer one is refused: a text that was cut in secret means something
  /// else.
  package static let maximumArgumentLength = 10_000

  package let name: String
  package let arguments: [String: String]

  package init(_ params: JSONObject) throws(RPCError) {
    guard let name = params["name"]?.string else { throw .invalidParams("prompts/get needs \"name\" as a string") }
    self.name = name
    arguments = try params.strings("arguments")
    if let (long, _) = arguments.first(where: { $0.value.unicodeScalars.count > Self.maximumArgumentLength }) {
      let limit = Self.maximumArgumentLength
      throw .invalidParams("the argument \"\(long.visibleExcerpt())\" is longer than \(limit) characters")
    }
  }
}

extension Prompt {
  /// Returns the result of `prompts/get`. Throws if a required argument is missing.
  func filled(with arguments: [String: String], _ revision: ProtocolRevision) throws(RPCError) -> JSONObject {
    let messages = fill(try accepted(arguments)).map { message -> JSONValue in
      ["role": .string(message.role.rawValue), "content": .object(message.content.object(for: revision))]
    }
    return ["description": .string(description), "messages": .array(messages)]
  }

  /// Returns the arguments that this prompt has, without the empty ones. Some clients send those for "not given".
  private func accepted(_ arguments: [String: String]) throws(RPCError) -> [String: String] {
    let given = arguments.filter { name, value in !value.isEmpty && self.arguments.contains { $0.name == name } }
    let missing = self.arguments.filter { $0.isRequired && given[$0.name] == nil }.map { "\"\($0.name)\"" }
    guard missing.isEmpty else {
      throw .invalidParams("the prompt \"\(name)\" needs \(missing.joined(separator: ", "))")
    }
    return given
  }
}

extension JSONObject {
  /// Returns the member as an object of strings: empty if it is absent or null, and without the entries that are null.
  func strings(_ member: String) throws(RPCError) -> [String: String] {
    guard let value = self[member], !value.isNull else { return [:] }
    guard let object = value.object else { throw .invalidParams("\"\(member)\" must be an object") }
    var strings: [String: String] = [:]
    for entry in object.members where !entry.value.isNull {
      guard let string = entry.value.string else {
        throw .invalidParams("\"\(entry.name.visibleExcerpt())\" in \"\(member)\" must be a string")
      }
      strings[entry.name] = string
    }
    return strings
  }
}
