package import JSON
package import JSONRPC

/// The candidates for the arguments of prompts and for the variables of resource templates.
package struct CompletionCatalogue: Sendable {
  package enum Subject: Sendable, Hashable {
    /// A prompt, by its name.
    case prompt(String)
    /// A resource template, by its text.
    case resource(String)
  }

  /// Returns all candidates, the most useful first. The session keeps those that begin with the typed text.
  ///
  /// - Parameter context: the other arguments as they are filled in so far.
  package typealias Candidates = @Sendable (_ context: [String: String]) -> [String]

  private let candidates: [Subject: [String: Candidates]]

  /// Subjects and arguments that exist but are not listed here have no suggestions.
  package init(_ candidates: [Subject: [String: Candidates]]) {
    self.candidates = candidates
  }

  package subscript(subject: Subject, argument: String) -> Candidates? {
    candidates[subject]?[argument]
  }
}

/// The params of `completion/complete`.
package struct CompletionRequest: Equatable, Sendable {
  package let subject: CompletionCatalogue.Subject
  package let argument: String
  /// The text typed so far.
  package let value: String
  /// The other arguments; empty in revisions that do not have them.
  package let context: [String: String]

  package init(_ params: JSONObject, _ revision: ProtocolRevision) throws(RPCError) {
    subject = try Self.subject(params["ref"])
    guard let argument = params["argument"]?["name"]?.string, let value = params["argument"]?["value"]?.string else {
      throw .invalidParams("\"argument\" needs \"name\" and \"value\" as strings")
    }
    self.argument = argument
    self.value = value
    context = revision.has(.completionContext) ? try (params["context"]?.object ?? [:]).strings("arguments") : [:]
  }

  private static func subject(_ ref: JSONValue?) throws(RPCError) -> CompletionCatalogue.Subject {
    switch ref?["type"]?.string {
    case "ref/prompt":
      if let name = ref?["name"]?.string { return .prompt(name) }
      throw .invalidParams("\"ref\" needs \"name\" as a string")
    case "ref/resource":
      if let uri = ref?["uri"]?.string { return .resource(uri) }
      throw .invalidParams("\"ref\" needs \"uri\" as a string")
    default:
      throw .invalidParams("\"ref\" needs \"type\": \"ref/prompt\" or \"ref/resource\"")
    }
  }
}
