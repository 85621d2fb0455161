import JSON
import PayIn
import Script

/// The arguments of a call: those of `--json`, and words that add to them or replace them.
struct ArgumentReading {
  /// The number of bytes that a server reads of one line.
  private static let maximumBytes = 4 << 20

  let json: String?
  let words: [String]

  /// Throws the exit status if they cannot be read; the reason is then written.
  ///
  /// - Parameter schema: the input schema of the tool.
  func arguments(for schema: JSONValue) throws(ExitStatus) -> JSONObject {
    let base = try json.map { json throws(ExitStatus) in try Self.object(in: json) } ?? [:]
    do throws(CommandArguments.Problem) {
      return try CommandArguments.read(words, schema: schema, base: base)
    } catch {
      StandardError.write("payin-mcp: " + error.text(schema))
      throw .usage
    }
  }

  private static func object(in json: String) throws(ExitStatus) -> JSONObject {
    guard let bytes = json == "-" ? (try? InputFile.read(nil, atMost: maximumBytes)) : Array(json.utf8) else {
      throw report(localized("standard input is longer than 4 MiB", "标准输入超过 4 MiB"))
    }
    let parsed = Result { () throws(JSONError) in try JSONParser.parse(bytes) }
    switch parsed {
    case .success(.object(let object)):
      guard let name = object.firstDuplicateName else { return object }
      throw report(localized("`\(name.excerpt())` is given twice", "“\(name.excerpt())”出现了两次"))
    case .success: throw report(localized("it is no JSON object", "不是 JSON 对象"))
    case .failure(let error): throw report(localized("it is no JSON: \(error)", "不是 JSON：\(error)"))
    }
  }

  private static func report(_ problem: String) -> ExitStatus {
    StandardError.write(
      localized("payin-mcp: --json cannot be read: \(problem).", "payin-mcp: 无法读取 --json：\(problem)。"))
    return .usage
  }
}

extension CommandArguments.Problem {
  /// What is wrong and how it is written. Nothing that may be a key is repeated.
  fileprivate func text(_ schema: JSONValue) -> String {
    switch self {
    case .unexpected(let word):
      let names = schema["properties"]?.object?.members.map(\.name) ?? []
      let name = schema["required"]?.array?.first?.string ?? names.first
      let example = name.map { localized("; for example \($0)=…", "，例如 \($0)=…") } ?? ""
      return localized(
        "\(Self.shown(word)) is no argument. Arguments are written name=value\(example).",
        "\(Self.shown(word)) 不是参数。参数写作 name=value\(example)。")
    case .valueMissing(let name):
      return localized("--\(Self.shown(name)) needs a value after it.", "--\(Self.shown(name)) 之后缺少值。")
    case .repeated(let name):
      return localized(
        "\(Self.shown(name)) is given twice, and is not a list.", "\(Self.shown(name)) 给出了两次，但它不是列表。")
    case .notJSON(let name, let error):
      return localized(
        "\(Self.shown(name)):= needs JSON after it: \(error). Write \(Self.shown(name))=… for plain text.",
        "\(Self.shown(name)):= 之后须为 JSON：\(error)。普通文本请写作 \(Self.shown(name))=…。")
    case .notText(let name):
      return localized("\(Self.shown(name)) holds bytes that are not UTF-8.", "\(Self.shown(name)) 含有非 UTF-8 的字节。")
    }
  }

  private static func shown(_ text: String) -> String {
    KeyPattern.occurs(in: text) ? "…" : text.excerpt()
  }
}
