import JSON

/// A table as lines of TOML: texts, lists of texts, numbers and Booleans, and objects as tables of their own.
///
/// The order is fixed, since toml++ keeps none: a table that was read is written as it was.
struct TOMLTable {
  let path: [String]
  let newline: [UInt8]

  func render(_ object: JSONObject) -> [UInt8] {
    var lines = line("[" + path.map(Self.key).joined(separator: ".") + "]")
    let members = object.members.sorted { Self.rank($0.name) < Self.rank($1.name) }
    for member in members where member.value.object == nil {
      lines += line("\(Self.key(member.name)) = \(Self.value(member.value))")
    }
    for member in members {
      guard let object = member.value.object else { continue }
      lines += newline + TOMLTable(path: path + [member.name], newline: newline).render(object)
    }
    return lines
  }

  /// The command first, the others by their names.
  private static func rank(_ name: String) -> (Int, String) {
    (name == "command" ? 0 : 1, name)
  }

  private func line(_ text: String) -> [UInt8] {
    Array(text.utf8) + newline
  }

  /// A bare key where the grammar allows it.
  static func key(_ name: String) -> String {
    let isBare = name.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
        true
      default: false
      }
    }
    return isBare && !name.isEmpty ? name : JSONValue.string(name).description
  }

  /// The escapes of JSON's writer are among those of TOML's basic strings.
  static func value(_ value: JSONValue) -> String {
    guard let elements = value.array else { return value.description }
    return "[" + elements.map(\.description).joined(separator: ", ") + "]"
  }
}
