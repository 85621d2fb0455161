import JSON

/// Breaks every keyword of an input schema once, starting from arguments that fit.
enum SchemaBreaker {
  struct Broken: Sendable {
    let path: String
    let keyword: String
    let arguments: JSONObject
  }

  static func all(_ schema: JSONValue, _ good: JSONObject) -> [Broken] {
    broken(schema, .object(good), "").compactMap { path, keyword, value in
      value.object.map { Broken(path: path, keyword: keyword, arguments: $0) }
    }
  }

  private typealias Variant = (path: String, keyword: String, value: JSONValue)

  private static func broken(_ schema: JSONValue, _ good: JSONValue, _ path: String) -> [Variant] {
    var variants: [Variant] = []
    for keyword in schema.object?.members ?? [] {
      guard let value = violating(keyword.name, keyword.value, good) else { continue }
      variants.append((path, keyword.name, value))
    }
    for name in schema["required"]?.array?.compactMap(\.string) ?? [] {
      variants.append(("\(path)/\(name)", "required", replacing(name, in: good, with: nil)))
    }
    for member in schema["properties"]?.object?.members ?? [] {
      guard let inner = good[member.name] else { continue }
      let isRequired = schema["required"]?.array?.contains(.string(member.name)) == true
      variants += broken(member.value, inner, "\(path)/\(member.name)").compactMap { path, keyword, value in
        // An empty text for what may be left out is nothing given.
        if value == "", !isRequired { return nil }
        return (path, keyword, replacing(member.name, in: good, with: value))
      }
    }
    if let items = schema["items"], let first = good.array?.first {
      variants += broken(items, first, "\(path)/0").map { ($0, $1, .array([$2])) }
    }
    return variants
  }

  private static func violating(_ keyword: String, _ value: JSONValue, _ good: JSONValue) -> JSONValue? {
    switch keyword {
    case "type": value == "boolean" ? "yes" : .bool(true)
    case "enum": "zzz"
    case "pattern": "!"
    case "format": "tomorrow"
    case "minLength": ""
    case "maxLength": .string(String(repeating: "a", count: (value.number?.integer ?? 0) + 1))
    case "minimum": .number(JSONNumber((value.number?.integer ?? 0) - 1))
    case "maximum": .number(JSONNumber((value.number?.integer ?? 0) + 1))
    case "minItems": .array([])
    case "maxItems": .array(Array(repeating: good.array?.first ?? .null, count: (value.number?.integer ?? 0) + 1))
    case "additionalProperties": replacing("chain_id", in: good, with: "x")
    default: nil
    }
  }

  private static func replacing(_ name: String, in value: JSONValue, with new: JSONValue?) -> JSONValue {
    var object = value.object ?? [:]
    object[name] = new
    return .object(object)
  }
}
