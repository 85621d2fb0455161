package import JSON

/// The file formats of settings. Each edit keeps every byte that is not its own.
package enum SettingsFormat: String, Sendable {
  case json = "JSON"
  /// JSON in which comments and commas before a closing bracket are allowed.
  case jsonWithComments = "JSON with comments"
  case toml = "TOML"
  case yaml = "YAML"

  /// The content as JSON, or nil if the text holds no value.
  package func value(of bytes: [UInt8]) throws(SettingsError) -> JSONValue? {
    guard String(validating: bytes, as: UTF8.self) != nil else { throw .notUTF8 }
    return switch self {
    case .json, .jsonWithComments: try jsonText(bytes).value()
    case .toml: try TOMLText(bytes, path: []).value
    case .yaml: try YAMLText(bytes).value
    }
  }

  /// Returns the text with the entry in it. It is the same text if the entry stands in it already.
  package func adding(_ edit: SettingsEdit, to bytes: [UInt8]) throws(SettingsError) -> [UInt8] {
    let before = try value(of: bytes)
    let result =
      switch self {
      case .json, .jsonWithComments: try jsonText(bytes).adding(edit)
      case .toml: try TOMLText(bytes, path: edit.path).adding(edit)
      case .yaml: try YAMLText(bytes).adding(edit)
      }
    if result != bytes { try check(result, before, edit) }
    return result
  }

  /// Returns the text without the entry, and without the element of `inputs` that has the id.
  package func removing(
    _ path: [String], input: String? = nil, from bytes: [UInt8]
  ) throws(SettingsError) -> [UInt8] {
    _ = try value(of: bytes)
    return switch self {
    case .json, .jsonWithComments: try removingJSON(path, input, bytes)
    case .toml: try TOMLText(bytes, path: path).removing(path)
    case .yaml: try YAMLText(bytes).removing(path)
    }
  }

  private func jsonText(_ bytes: [UInt8]) throws(SettingsError) -> JSONText {
    try JSONText(bytes, allowsComments: self == .jsonWithComments)
  }

  private func removingJSON(
    _ path: [String], _ input: String?, _ bytes: [UInt8]
  ) throws(SettingsError) -> [UInt8] {
    let result = try jsonText(bytes).removing(path)
    guard let input else { return result }
    return try jsonText(result).removingElement(of: JSONText.inputs, id: input)
  }

  /// Reads the result as the client would: the entry must be in it with all members that it had, and everything
  /// else as before.
  private func check(
    _ result: [UInt8], _ before: JSONValue?, _ edit: SettingsEdit
  ) throws(SettingsError) {
    let path = edit.path
    let entry = (before?.value(at: path) ?? .null).merging(.object(edit.entry))
    guard let after = try? value(of: result), after.value(at: path)?.isSameValue(as: entry) == true else {
      throw .unsupportedForm(path.joined(separator: "."))
    }
    let (old, new) = (before ?? [:], after)
    let isSame = old.removing(path[...]).withoutInputs.isSameValue(as: new.removing(path[...]).withoutInputs)
    guard isSame || old.isNull else { throw .unsupportedForm(path.joined(separator: ".")) }
  }
}

extension JSONValue {
  fileprivate var withoutInputs: JSONValue {
    removing([JSONText.inputs])
  }
}
