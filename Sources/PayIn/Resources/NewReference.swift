import JSON

/// Validates references that are created here: they may have any character that a person can see and repeat. Pure.
///
/// Emoji, Persian, Chinese, and spaces inside are allowed and kept byte by byte. Invisible characters are refused before
/// anything is sent, because two references that look the same would be two orders.
package enum NewReference {
  package enum ValidationError: Error, Sendable, Equatable {
    case hidden(Unicode.Scalar, position: Int)
    /// White space at the start or end, which some stores remove, or no other character.
    case surroundingSpace
    /// The API key or a webhook secret: payers and webhooks would show it.
    case secret
  }

  /// - Parameter secrets: texts that a reference must not contain.
  package static func error(in text: String, hiding secrets: Secrets) -> ValidationError? {
    if let (scalar, position) = VisibleText(text).firstHidden { return .hidden(scalar, position: position) }
    let ends = [text.unicodeScalars.first, text.unicodeScalars.last]
    if ends.contains(where: { $0?.properties.isWhitespace ?? true }) { return .surroundingSpace }
    return secrets.occur(in: text) ? .secret : nil
  }
}

extension NewReference.ValidationError {
  /// The unusable part of the text, as a noun phrase.
  package var given: LocalizedText {
    switch self {
    case .hidden(let scalar, let position):
      let name = Self.name(of: scalar)
      return LocalizedText("\(name) at character \(position)", "第 \(position) 个字符为 \(name)")
    case .surroundingSpace: return LocalizedText("white space at its start or end", "首尾有空白字符")
    case .secret: return LocalizedText("an API key or webhook secret", "API 密钥或 webhook 密钥")
    }
  }

  package var fix: LocalizedText {
    switch self {
    case .hidden(let scalar, let position):
      LocalizedText(
        "Remove character \(position), \(Self.name(of: scalar)), which nobody sees.",
        "请移除第 \(position) 个字符，即不可见的 \(Self.name(of: scalar))。")
    case .surroundingSpace: LocalizedText("Remove the white space and call again.", "请去掉首尾空白后重新调用。")
    case .secret:
      LocalizedText("Choose a reference that holds no secret: payers can see it.", "请换用不含密钥的引用：付款人可以看到它。")
    }
  }

  package static let expected = LocalizedText(
    "a reference of visible characters", "由可见字符组成的引用")

  /// `U+200B ZERO WIDTH SPACE`
  private static func name(of scalar: Unicode.Scalar) -> String {
    let hex = String(scalar.value, radix: 16, uppercase: true)
    let code = "U+\(String(repeating: "0", count: max(4 - hex.count, 0)))\(hex)"
    let name = scalar.properties.name ?? scalar.properties.nameAlias
    return name.map { "\(code) \($0)" } ?? code
  }
}
