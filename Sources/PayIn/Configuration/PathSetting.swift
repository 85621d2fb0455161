/// A path in a setting. Only a shell expands `~` and variables, and clients start this program without one.
package enum PathSetting {
  package enum ValidationError: Error, Equatable {
    case empty
    /// The path contains a variable's name instead of its value: `${HOME}/x`, `$HOME/x`, `$(pwd)/x`.
    case unexpanded
    /// The path begins with `~` and is not in the own home folder, or has a folder named `~`.
    case tilde
    /// The path begins with `~/`, and `HOME` is not an absolute path.
    case noHome
  }

  /// - Parameter home: the value of `HOME`.
  /// - Returns: the path with the home folder in place of a leading `~`.
  package static func resolve(_ text: String, home: String?) throws(ValidationError) -> String {
    guard !text.isEmpty else { throw .empty }
    guard !isUnexpanded(text) else { throw .unexpanded }
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard !parts.dropFirst().contains("~") else { throw .tilde }
    guard text.utf8.first == UInt8(ascii: "~") else { return text }
    guard parts[0] == "~" else { throw .tilde }
    guard let home, isUsable(home) else { throw .noHome }
    return ([Substring(home)] + parts.dropFirst()).joined(separator: "/")
  }

  /// Whether it is an absolute path in which nothing was left unexpanded.
  package static func isUsable(_ path: String) -> Bool {
    path.utf8.first == UInt8(ascii: "/") && (try? resolve(path, home: nil)) != nil
  }

  private static func isUnexpanded(_ text: String) -> Bool {
    if text.contains("${") || text.contains("$(") { return true }
    return text.split(separator: "/").contains { part in
      guard part.utf8.first == UInt8(ascii: "$"), let second = part.utf8.dropFirst().first else { return false }
      return Unicode.Scalar(second).properties.isAlphabetic || second == UInt8(ascii: "_")
    }
  }
}

extension PathSetting.ValidationError {
  /// The error as a predicate that follows the setting's name.
  var message: LocalizedText {
    switch self {
    case .empty: LocalizedText("is empty", "为空")
    case .unexpanded:
      LocalizedText("holds a variable's name that was never replaced by its value", "含有未被替换为实际值的变量名")
    case .tilde:
      LocalizedText("has a ~ that does not stand for your own home folder", "含有不代表你自己主目录的 ~")
    case .noHome:
      LocalizedText("begins with ~/, but HOME is not set to an absolute path", "以 ~/ 开头，但 HOME 未设为绝对路径")
    }
  }

  var fix: LocalizedText {
    LocalizedText(
      "Set it to the path itself; only ~/ at the beginning is understood.", "请设为路径本身；仅支持开头的 ~/。")
  }
}
