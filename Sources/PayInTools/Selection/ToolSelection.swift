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
  private let offer: Offer
  /// The operator's list; nil if there is none.
  private let list: String?

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
    (self.offer, self.list) = (offer, list)
    guard !tools.isEmpty else { throw ConfigurationError(.tools, [.empty], from: source, language) }
  }

  /// The tools' names by their sets, without the sets that have none.
  static func bySet(_ tools: [ToolDeclaration]) -> [(set: ToolSet, tools: [String])] {
    ToolSet.allCases.map { set in (set, tools.filter { $0.set == set }.map(\.name)) }.filter { !$0.tools.isEmpty }
  }
}

extension ToolSelection {
  /// The result without a step that calls a tool that is not listed: a model would only learn that it does not exist.
  func hidingUnlistedStep(_ result: ToolResult) -> ToolResult {
    guard let next = result.object["next"]?["tool"]?.string, !names.contains(next) else { return result }
    var object = result.object
    object["next"] = nil
    return result.replacing(object, summarised: ToolFailure.summarised, metaKey: ToolFailure.metaKey)
  }
}

extension ToolSelection {
  /// The tools that a setting would turn on, in the order of their declarations.
  var off: [ToolDeclaration] {
    offer.tools.filter { tool in
      !names.contains(tool.name) && (offer.hasSandbox || tool.set != .sandbox) && !(isReadOnly && tool.isWrite)
    }
  }

  /// The setting that would turn a tool on, where it is of this build and not listed; nil otherwise.
  func absence(of name: String) -> LocalizedText? {
    guard let tool = offer.tools.first(where: { $0.name == name }), !names.contains(name) else { return nil }
    if tool.set == .sandbox, !offer.hasSandbox {
      return LocalizedText(
        "It is only in the sandbox, which serves without PAYIN_API_KEY.", "仅沙盒提供；未设置 PAYIN_API_KEY 时才有沙盒。")
    }
    if isReadOnly, tool.isWrite {
      return LocalizedText("It writes, and PAYIN_READ_ONLY is set.", "它会写入，而 PAYIN_READ_ONLY 已设置。")
    }
    let setting = "PAYIN_TOOLS=\(listWith(name))"
    return LocalizedText("It is off: the operator turns it on with \(setting).", "该工具未启用：运营者可用 \(setting) 启用。")
  }

  /// The operator's list with one more term. A list that only takes away does so from the default.
  func listWith(_ name: String) -> String {
    guard let list, !list.allSatisfy({ $0.isWhitespace || $0 == "," }) else { return "default,\(name)" }
    let onlyTakesAway = list.split(separator: ",").map(Term.init).allSatisfy { $0.takesAway || $0.name.isEmpty }
    return (onlyTakesAway ? "default," : "") + "\(list.filter { !$0.isWhitespace }),\(name)"
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
