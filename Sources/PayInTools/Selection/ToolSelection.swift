import JSONSchema
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
