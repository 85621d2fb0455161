import JSON
import PayIn

/// The statements of a program that makes the calls of a session again, in their order. A call that names what an earlier
/// one has made takes the id from its result: elsewhere it is another one.
struct ExportedCalls {
  /// Whether an order is made, for which the program needs more functions.
  let createOrders: Bool
  /// The lines, without the indentation of the first.
  private(set) var lines: [String] = []

  private let language: ExportLanguage
  private let literal: ProgramLiteral
  /// The variable that holds the result in which an id first stood, and the name of its field.
  private var made: [String: (variable: String, field: String)] = [:]

  init(_ calls: [SessionCall], in language: ExportLanguage) {
    self.language = language
    literal = ProgramLiteral(language)
    createOrders = calls.contains { $0.operation == .createOrder }
    let exported = calls.filter { $0.path != nil }
    for (index, call) in exported.enumerated() { append(call, number: index + 1) }
    // A body without a statement is an error in Python.
    if lines.isEmpty, language == .python { lines.append("pass") }
  }

  private mutating func append(_ call: SessionCall, number: Int) {
    let variable = (language == .php ? "$" : "") + "result\(number)"
    let source = expression(call)
    let text =
      switch language {
      case .curl: "\(variable)=$(\(source))"
      case .typescript: "const \(variable) = await \(source);"
      case .python: "\(variable) = \(source)"
      case .php: "\(variable) = \(source);"
      case .go: "\(variable), err := \(source)"
      }
    lines += text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    lines += shown(call.tool, variable)
    if let id = call.madeID, made[id] == nil {
      made[id] = (variable, call.operation == .createOrder ? "orderId" : "id")
    }
  }

  private func shown(_ tool: String, _ variable: String) -> [String] {
    switch language {
    case .curl: ["show \(tool) \"$\(variable)\""]
    case .typescript, .php: ["show(\(literal.string(tool)), \(variable));"]
    case .python: ["show(\(literal.string(tool)), \(variable))"]
    case .go: ["check(err)", "show(\(literal.string(tool)), \(variable))"]
    }
  }

  private func expression(_ call: SessionCall) -> String {
    let body = literal.value(.object(call.body))
    if call.operation == .createOrder {
      return language == .curl ? "create_order \(body)" : "\(name("createOrder"))(\(body))"
    }
    let (path, query) = (path(call.path ?? []), query(call.query))
    guard call.isWrite else {
      return language == .curl
        ? (["get", path] + query).joined(separator: " ") : "get(\(([path] + query).joined(separator: ", ")))"
    }
    if call.body.isEmpty, language != .go { return language == .curl ? "post \(path)" : "post(\(path))" }
    if call.body.isEmpty { return "post(\(path), nil)" }
    return language == .curl ? "post \(path) \(body)" : "post(\(path), \(body))"
  }

  /// The arguments behind the path of a read.
  private func query(_ filters: [(name: String, value: String)]) -> [String] {
    switch language {
    case .curl: return filters.map { literal.string("\($0.name)=\($0.value)") }
    case .go:
      let pairs = filters.map { "\(literal.string($0.name)): \(literal.string($0.value))" }
      return filters.isEmpty ? ["nil"] : ["map[string]string{\(pairs.joined(separator: ", "))}"]
    default:
      let members = filters.map { JSONObject.Member(name: $0.name, value: .string($0.value)) }
      return filters.isEmpty ? [] : [literal.value(.object(JSONObject(members)))]
    }
  }

  private func path(_ parts: [SessionCall.PathPart]) -> String {
    let arguments = parts.map { part in
      switch part {
      case .fixed(let text): literal.string(text)
      case .argument(let text): made[text].map { field($0.variable, $0.field) } ?? literal.string(text)
      }
    }
    return language == .curl
      ? "\"$(path_of \(arguments.joined(separator: " ")))\"" : "\(name("pathOf"))(\(arguments.joined(separator: ", ")))"
  }

  /// The field of an earlier result. An order of the published API has its id under another name once it is read.
  private func field(_ variable: String, _ name: String) -> String {
    let names = name == "orderId" ? ["orderId", "id"] : [name]
    return switch language {
    case .curl: "\"$(field \"$\(variable)\" \(names.joined(separator: " ")))\""
    case .typescript: names.map { "\(variable).\($0)" }.joined(separator: " ?? ")
    default: "field(\(([variable] + names.map(literal.string)).joined(separator: ", ")))"
    }
  }

  private func name(_ camelCase: String) -> String {
    guard language == .curl || language == .python else { return camelCase }
    return camelCase == "createOrder" ? "create_order" : "path_of"
  }
}
