import JSON
import JSONSchema
import MCP
import PayIn

/// The subject of a tool, by which the operator chooses tools.
enum ToolSet: String, CaseIterable, Sendable {
  case orders
  case deposits
  case paymentLinks = "payment_links"
  case webhooks
  case account
  case docs
  /// The controls that only the embedded sandbox has.
  case sandbox
}

/// The tools that are listed and can be called. A call of any other tool is a call of an unknown tool.
struct ToolSelection: Sendable {
  /// The tools that can be chosen.
  struct Offer: Sendable {
    let tools: [ToolDeclaration]
    /// Whether the embedded sandbox serves.
    let hasSandbox: Bool
  }

  /// The chosen tools in the order of their declarations.
  let tools: [ToolDeclaration]
  let isReadOnly: Bool

  var names: [String] { tools.map(\.name) }

  init(_ configuration: Configuration) throws(ConfigurationError) {
    try self.init(
      configuration.tools, readOnly: configuration.isReadOnly,
      of: Offer(tools: ToolDeclaration.all, hasSandbox: configuration.mode == .sandbox),
      from: configuration.sources[.tools] ?? .environment, language: configuration.language)
  }

  /// - Parameter list: sets, tools, `all` and `default`, between commas and applied in order; `-` takes away. A list that
  ///   only takes away does so from the default; nil is the default.
  /// - Throws: every problem of the list.
  init(
    _ list: String?, readOnly: Bool, of offer: Offer, from source: SettingSource = .environment,
    language: Language = .english
  ) throws(ConfigurationError) {
    let terms = (list ?? "default").split(separator: ",").map(Term.init).filter { !$0.name.isEmpty }
    let problems = terms.enumerated().compactMap { offer.problem(with: $1, at: $0 + 1) }
    guard problems.isEmpty else { throw ConfigurationError(.tools, problems, from: source, language) }
    let start = terms.allSatisfy(\.takesAway) && !terms.isEmpty ? offer.tools(named: "default") ?? [] : []
    let chosen = terms.reduce(into: start) { chosen, term in
      let tools = offer.tools(named: term.name) ?? []
      if term.takesAway { chosen.subtract(tools) } else { chosen.formUnion(tools) }
    }
    tools = offer.tools.filter { chosen.contains($0.name) && !(readOnly && $0.isWrite) }
    isReadOnly = readOnly
    guard !tools.isEmpty else { throw ConfigurationError(.tools, [.empty], from: source, language) }
  }

  /// The sets of which at least one tool is on, with those tools.
  var sets: [(set: ToolSet, tools: [String])] {
    ToolSet.allCases.map { set in (set, tools.filter { $0.set == set }.map(\.name)) }.filter { !$0.tools.isEmpty }
  }
}

extension ToolSelection {
  /// The result without a step that calls a tool that is not listed: a model would only learn that it does not exist.
  func hidingUnlistedStep(_ result: ToolResult) -> ToolResult {
    guard let next = result.object["next"]?["tool"]?.string, !names.contains(next) else { return result }
    var object = result.object
    object["next"] = nil
    return result.isError
      ? .failure(result.summary, error: object, metaKey: ToolFailure.metaKey)
      : .success(result.summary, structured: object, attachments: result.attachments)
  }
}

extension ToolSelection {
  fileprivate struct Term {
    let name: String
    let takesAway: Bool

    init(_ text: Substring) {
      let trimmed = text.filter { !$0.isWhitespace }
      takesAway = trimmed.hasPrefix("-")
      name = String(trimmed.drop { $0 == "-" })
    }
  }
}

extension ToolSelection.Offer {
  private static let groups = ["all", "default"]

  /// The names of the tools that a term of the list means, or nil if it means nothing.
  fileprivate func tools(named name: String) -> Set<String>? {
    let found: [ToolDeclaration]
    switch name {
    case "all": found = tools
    case "default": found = tools.filter { $0.defaultState == .on || $0.defaultState == .inSandbox && hasSandbox }
    default:
      found = tools.filter { $0.set.rawValue == name || $0.name == name }
      if found.isEmpty, ToolSet(rawValue: name) == nil { return nil }
    }
    return Set(found.filter { hasSandbox || $0.set != .sandbox }.map(\.name))
  }

  fileprivate func problem(with term: ToolSelection.Term, at place: Int) -> ToolListError? {
    guard tools(named: term.name) != nil else {
      let known = Self.groups + ToolSet.allCases.map(\.rawValue) + tools.map(\.name).sorted()
      return .unknownName(place: place, suggestion: Suggestion.nearest(to: term.name, among: known))
    }
    let isOfSandbox =
      term.name == ToolSet.sandbox.rawValue || tools.contains { $0.name == term.name && $0.set == .sandbox }
    return isOfSandbox && !hasSandbox && !term.takesAway ? .sandboxOnly(place: place) : nil
  }
}
