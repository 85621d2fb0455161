/// What a client can have listed, by the method it asks with.
package enum Listing: String, CaseIterable, Sendable {
  case tools = "tools/list"
  case resources = "resources/list"
  case resourceTemplates = "resources/templates/list"
  case prompts = "prompts/list"

  /// The member of the result that holds the rows.
  var member: String {
    switch self {
    case .tools: "tools"
    case .resources: "resources"
    case .resourceTemplates: "resourceTemplates"
    case .prompts: "prompts"
    }
  }
}
