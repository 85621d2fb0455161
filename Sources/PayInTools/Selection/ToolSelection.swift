import JSON
import JSONSchema
import MCP
import PayIn

/// Which tools are listed and can be called. A tool that is not among them is an unknown tool.
struct ToolSelection: Sendable, Equatable {
  /// What there is to choose from.
  struct Offer: Sendable {
    /// Of every tool of this build.
    let names: Set<String>
    /// Those without `readOnlyHint`.
    let writes: Set<String>
    let hasSandbox: Bool
  }

  let names: Set<String>
  let isReadOnly: Bool

  /// - Parameter list: sets, tools, `all` and `default`, between commas and applied in order; `-` takes away. A list that
  ///   only takes away does so from the default; nil is the default.
  /// - Throws: everything that is wrong with the list.
  init(
    _ list: String?, readOnly: Bool, of offer: Offer, language: Language = .english
  ) throws(ConfigurationError) {
    let terms = (list ?? "default").split(separator: ",").map(Term.init).filter { !$0.name.isEmpty }
    let problems = terms.enumerated().compactMap { offer.problem(with: $1, at: $0 + 1) }
    guard problems.isEmpty else { throw ConfigurationError(.tools, problems, language) }
    let start = terms.allSatisfy(\.takesAway) && !terms.isEmpty ? offer.tools(of: "default") ?? [] : []
    let chosen = terms.reduce(into: start) { chosen, term in
      let tools = offer.tools(of: term.name) ?? []
      if term.takesAway { chosen.subtract(tools) } else { chosen.formUnion(tools) }
    }
    names = readOnly ? chosen.subtracting(offer.writes) : chosen
    isReadOnly = readOnly
    guard !names.isEmpty else { throw ConfigurationError(.tools, [.empty], language) }
  }

  /// The sets of which at least one tool is on, and which those are.
  var sets: [(set: ToolSet, tools: [String])] {
    ToolSet.allCases.map { ($0, $0.tools.filter(names.contains)) }.filter { !$0.tools.isEmpty }
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

  /// Nil for a name that means nothing.
  fileprivate func tools(of name: String) -> Set<String>? {
    let found: [String]? =
      switch name {
      case "all": ToolSet.allCases.flatMap(\.tools)
      case "default": ToolSet.allCases.flatMap(\.standard) + (hasSandbox ? ["sample_webhook"] : [])
      default: ToolSet(rawValue: name)?.tools ?? (names.contains(name) ? [name] : nil)
      }
    return found.map { names.intersection(hasSandbox ? $0 : $0.filter { !ToolSet.sandbox.tools.contains($0) }) }
  }

  fileprivate func problem(with term: ToolSelection.Term, at place: Int) -> ToolListError? {
    guard tools(of: term.name) != nil else {
      let known = Self.groups + ToolSet.allCases.map(\.rawValue) + names.sorted()
      return .unknownName(place: place, suggestion: Suggestion.nearest(to: term.name, among: known))
    }
    let isOfSandbox = ToolSet(rawValue: term.name) == .sandbox || ToolSet.sandbox.tools.contains(term.name)
    return isOfSandbox && !hasSandbox && !term.takesAway ? .sandboxOnly(place: place) : nil
  }
}

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

extension ToolSelection {
  /// The tool without advice to call one that is not there: a model would only learn that it does not exist.
  func hidingUnlistedSteps(_ tool: Tool) throws -> Tool {
    try Tool(definition: tool.definition) { call in
      withoutUnlistedStep(await tool.handler(call))
    }
  }

  private func withoutUnlistedStep(_ result: ToolResult) -> ToolResult {
    guard let next = result.object["next"]?["tool"]?.string, !names.contains(next) else { return result }
    var object = result.object
    object["next"] = nil
    return result.isError
      ? .failure(result.summary, error: object, metaKey: ToolFailure.metaKey)
      : .success(result.summary, structured: object)
  }
}

/// What tools are chosen by: those of one subject.
enum ToolSet: String, CaseIterable, Sendable {
  case orders
  case deposits
  case paymentLinks = "payment_links"
  case webhooks
  case account
  case docs
  /// What only the embedded sandbox can do.
  case sandbox

  /// In the order they are listed. A tool that is in no set could not be chosen.
  var tools: [String] { standard + further }

  /// On unless something else is asked for.
  var standard: [String] {
    switch self {
    case .orders: ["create_order", "get_order", "list_orders", "wait_for_order"]
    case .deposits:
      ["bind_deposit_address", "unbind_deposit_address", "get_deposit_reference", "list_deposits", "wait_for_deposit"]
    case .paymentLinks: ["create_payment_link", "publish_payment_link", "archive_payment_link"]
    case .webhooks: ["verify_webhook"]
    case .account: ["get_status", "list_assets"]
    case .docs: ["search_docs"]
    case .sandbox: ["simulate_payment", "deliver_webhook", "advance_clock", "inject_fault", "reset_sandbox"]
    }
  }

  /// Off unless asked for.
  private var further: [String] {
    switch self {
    case .orders: ["get_order_stats"]
    case .deposits: ["list_deposit_references", "list_transfers", "get_deposit_stats"]
    case .paymentLinks:
      [
        "get_payment_link", "list_payment_links", "update_payment_link", "update_payment_link_currencies",
        "unpublish_payment_link", "restore_payment_link", "get_payment_link_stats", "get_payment_link_preview_url",
        "list_payment_link_orders",
      ]
    case .webhooks: ["sample_webhook"]
    case .account: ["check_address_pool", "list_pool_addresses"]
    case .docs, .sandbox: []
    }
  }
}
