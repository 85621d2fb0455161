import JSON

/// Values as lines of YAML. Texts stand in quotation marks, whose escapes are those of JSON.
struct YAMLLines {
  /// The blanks of one level.
  let unit = 2
  let newline: [UInt8]

  func render(_ object: JSONObject, indentation: Int) -> [UInt8] {
    object.members.flatMap { member -> [UInt8] in
      let start = Array(repeating: UInt8(ascii: " "), count: indentation) + Array((Self.key(member.name) + ":").utf8)
      if let object = member.value.object, !object.isEmpty {
        return start + newline + render(object, indentation: indentation + unit)
      }
      return start + Array(" ".utf8) + flow(member.value) + newline
    }
  }

  /// The value on one line: JSON is YAML, but some readers want a blank after a colon and a comma.
  func flow(_ value: JSONValue) -> [UInt8] {
    switch value {
    case .array(let elements):
      Array("[".utf8) + Array(elements.map(flow).joined(separator: ", ".utf8)) + Array("]".utf8)
    case .object(let object):
      Array("{".utf8)
        + Array(
          object.members.map { Array((Self.key($0.name) + ": ").utf8) + flow($0.value) }.joined(separator: ", ".utf8))
        + Array("}".utf8)
    default: JSONWriter.bytes(of: value)
    }
  }

  /// A plain scalar if no reader could take it for anything but a text.
  private static func key(_ name: String) -> String {
    let isPlain = name.utf8.allSatisfy { byte in
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) || byte == UInt8(ascii: "_")
    }
    let words = ["y", "n", "yes", "no", "on", "off", "true", "false", "null"]
    return isPlain && !name.isEmpty && !words.contains(name.lowercased()) ? name : JSONValue.string(name).description
  }
}
