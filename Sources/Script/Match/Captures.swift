package import JSON

/// The values that `${name}` stands for, by their names.
package typealias Captures = [String: JSONValue]

/// Says that a step needs a value that no step has captured.
package struct MissingCapture: Error, Sendable, Equatable {
  package let name: String

  package init(name: String) {
    self.name = name
  }
}

extension Template {
  /// The text with the values in it. Values that are no texts stand in it as JSON.
  package func text(_ captures: Captures) throws(MissingCapture) -> String {
    var result = ""
    for part in parts {
      switch part {
      case .text(let text): result += text
      case .capture(let name): result += try captures.value(name).textInside
      }
    }
    return result
  }

  /// The value of a text of JSON: that of `${name}`, whatever its type, if the text is nothing else.
  package func value(_ captures: Captures) throws(MissingCapture) -> JSONValue {
    if let name = onlyCapture { return try captures.value(name) }
    return .string(try text(captures))
  }
}

extension Captures {
  fileprivate func value(_ name: String) throws(MissingCapture) -> JSONValue {
    guard let value = self[name] else { throw MissingCapture(name: name) }
    return value
  }
}

extension JSONValue {
  fileprivate var textInside: String { string ?? description }

  /// The value with `${name}` replaced in all its texts. Names of members stay as they are.
  package func substituting(_ captures: Captures) throws(MissingCapture) -> JSONValue {
    switch self {
    case .null, .bool, .number: return self
    case .string(let text):
      return text.utf8.contains(UInt8(ascii: "$")) ? try Template(text).value(captures) : self
    case .array(let elements):
      var result: [JSONValue] = []
      for element in elements { result.append(try element.substituting(captures)) }
      return .array(result)
    case .object(let object): return .object(try object.substituting(captures))
    }
  }
}

extension JSONObject {
  /// The object with `${name}` replaced in all its texts.
  package func substituting(_ captures: Captures) throws(MissingCapture) -> JSONObject {
    var result = JSONObject()
    for member in members { result.append(member.name, try member.value.substituting(captures)) }
    return result
  }
}

extension JSONValue {
  /// The value with `$${` for each `${` in its texts, so that they stand for themselves in a script.
  package var escapingTemplates: JSONValue {
    switch self {
    case .null, .bool, .number: self
    case .string(let text): .string(Template.escaping(text))
    case .array(let elements): .array(elements.map(\.escapingTemplates))
    case .object(let object):
      .object(
        JSONObject(object.members.map { JSONObject.Member(name: $0.name, value: $0.value.escapingTemplates) }))
    }
  }
}

/// Replaces `${name}` in lines that are sent as they stand.
package enum FrameText {
  /// Returns the line with the values in it. Inside a JSON text a value is escaped as JSON wants it; a whole text
  /// `"${name}"` becomes the value itself if that is no text, and so does `${name}` outside of texts.
  package static func substituting(_ line: String, _ captures: Captures) throws(MissingCapture) -> String {
    guard line.utf8.contains(UInt8(ascii: "$")) else { return line }
    let bytes = Array(line.utf8)
    var (result, index, textStart): ([UInt8], Int, Int?) = ([], 0, nil)
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: "\\"), textStart != nil, index + 1 < bytes.count {
        result += [byte, bytes[index + 1]]
        index += 2
      } else if bytes[index...].starts(with: "$${".utf8) {
        result += "${".utf8
        index += 3
      } else if byte == UInt8(ascii: "$"), bytes[index...].starts(with: "${".utf8),
        let name = Template.name(in: bytes[index...])
      {
        let (value, end) = (try captures.value(name), index + name.utf8.count + 3)
        let isWhole = textStart == index - 1 && isValueEnd(bytes[end...])
        if isWhole, value.string == nil {
          result.removeLast()
          result += JSONWriter.bytes(of: value)
          (index, textStart) = (end + 1, nil)
        } else {
          result += textStart == nil ? JSONWriter.bytes(of: value) : escaped(value.textInside)
          index = end
        }
      } else {
        if byte == UInt8(ascii: "\"") { textStart = textStart == nil ? index : nil }
        result.append(byte)
        index += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// Whether a text ends here and is not the name of a member.
  private static func isValueEnd(_ rest: ArraySlice<UInt8>) -> Bool {
    rest.first == UInt8(ascii: "\"") && rest.dropFirst().first { !$0.isBlank } != UInt8(ascii: ":")
  }

  /// The text as it stands between the quotes of JSON.
  private static func escaped(_ text: String) -> [UInt8] {
    Array(JSONWriter.bytes(of: .string(text)).dropFirst().dropLast())
  }
}
