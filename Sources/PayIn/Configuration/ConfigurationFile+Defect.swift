import Glibc
package import JSON

extension ConfigurationFile {
  /// Why a file cannot be used as a whole.
  package enum Defect: Error, Sendable, Equatable {
    case missing
    case directory
    case notRegular
    /// The error number (errno(3)).
    case unreadable(Int32)
    case tooLarge
    /// The place counts lines and characters from 1.
    case notJSON(JSONError.Code, line: Int, column: Int)
    case notAnObject
    /// The file holds a key or a secret, and its group or everybody may read or write it.
    case readableByOthers(UInt32)
    case ownedByOther
  }
}

extension ConfigurationFile.Defect {
  /// The error as a predicate that follows the file's path.
  var message: LocalizedText {
    switch self {
    case .missing: LocalizedText("does not exist", "不存在")
    case .directory: LocalizedText("is a folder, not a file", "是文件夹而不是文件")
    case .notRegular: LocalizedText("is not a regular file", "不是普通文件")
    case .unreadable(let number):
      LocalizedText("cannot be read: \(String(cString: strerror(number)))", "无法读取：\(String(cString: strerror(number)))")
    case .tooLarge:
      LocalizedText(
        "is larger than \(ConfigurationFile.maximumBytes / 1024) KiB", "大于 \(ConfigurationFile.maximumBytes / 1024) KiB"
      )
    case .notJSON(let code, let line, let column):
      LocalizedText(
        "is not JSON: line \(line), column \(column): \(code.text[.english])",
        "不是有效的 JSON：第 \(line) 行第 \(column) 列：\(code.text[.chinese])")
    case .notAnObject: LocalizedText("does not hold one JSON object", "的内容不是一个 JSON 对象")
    case .readableByOthers(let permissions):
      LocalizedText(
        "holds a key or a secret, and its mode \(octal(permissions)) lets others read or change it",
        "含有密钥，而其权限 \(octal(permissions)) 允许他人读取或更改")
    case .ownedByOther:
      LocalizedText("holds a key or a secret, and belongs to another user", "含有密钥，但属于其他用户")
    }
  }

  func fix(_ path: String) -> LocalizedText {
    let shown = ConfigurationFile.shown(Self.quoted(path))
    switch self {
    case .readableByOthers: return LocalizedText("Run: chmod 600 \(shown)", "请运行：chmod 600 \(shown)")
    case .ownedByOther:
      return LocalizedText("Run: sudo chown \"$(id -u)\" \(shown)", "请运行：sudo chown \"$(id -u)\" \(shown)")
    case .notJSON(.invalidUTF8, _, _): return LocalizedText("Save it as UTF-8.", "请以 UTF-8 编码保存。")
    case .notJSON:
      return LocalizedText(
        "JSON has no comments and no comma before a closing bracket; names and texts stand in double quotation marks.",
        "JSON 没有注释，右括号前没有逗号；名称和文本须用双引号括起。")
    case .notAnObject, .tooLarge:
      return LocalizedText(
        "Write it as {\"base-url\": \"https://…\", \"max-amount\": \"500\"}.",
        "请写成 {\"base-url\": \"https://…\", \"max-amount\": \"500\"}。")
    default:
      return LocalizedText(
        "Name a file that can be read, or remove the setting.", "请指定可读取的文件，或移除该设置。")
    }
  }

  private func octal(_ permissions: UInt32) -> DisplayText {
    "\(String(permissions, radix: 8))"
  }

  /// The path as a shell takes it for one word.
  private static func quoted(_ path: String) -> String {
    let isPlain = path.utf8.allSatisfy { byte in
      Unicode.Scalar(byte).properties.isAlphabetic && byte < 0x80 || "0123456789/._-+".utf8.contains(byte)
    }
    return isPlain ? path : "'" + path.replacing("'", with: "'\\''") + "'"
  }
}

extension JSONError.Code {
  fileprivate var text: LocalizedText {
    switch self {
    case .unexpectedEnd: LocalizedText("the text ends too early", "文本提前结束")
    case .unexpectedByte: LocalizedText("unexpected character", "意外的字符")
    case .trailingBytes: LocalizedText("more text after the closing bracket", "右括号后还有文本")
    case .invalidNumber: LocalizedText("not a JSON number", "不是 JSON 数字")
    case .invalidLiteral: LocalizedText("not true, false or null", "不是 true、false 或 null")
    case .invalidEscape: LocalizedText("unknown escape in a text", "文本中有未知的转义")
    case .loneSurrogate: LocalizedText("half of a surrogate pair in a text", "文本中有不成对的代理项")
    case .controlCharacter: LocalizedText("line break or control character in a text", "文本中有换行或控制字符")
    case .invalidUTF8: LocalizedText("not UTF-8", "不是 UTF-8")
    case .tooDeep: LocalizedText("nested too deep", "嵌套过深")
    case .tooManyValues: LocalizedText("too many values", "值过多")
    }
  }
}
