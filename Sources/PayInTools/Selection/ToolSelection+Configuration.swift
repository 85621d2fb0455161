import JSON
import PayIn

extension ToolSelection {
  init(_ configuration: Configuration) throws {
    try self.init(
      configuration.tools, readOnly: configuration.isReadOnly, of: Offer(configuration),
      language: configuration.language)
  }
}

extension ToolSelection.Offer {
  fileprivate init(_ configuration: Configuration) throws {
    let definitions = try ToolFile.names.map { ($0, try ToolFile.definition($0)) }
    names = Set(definitions.map { $0.0 })
    writes = Set(definitions.filter { $1["annotations"]?["readOnlyHint"] != true }.map { $0.0 })
    hasSandbox = configuration.mode == .sandbox
  }
}
