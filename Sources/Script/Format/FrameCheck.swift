import JSON

/// The check of a line that is sent as it stands.
enum FrameCheck {
  /// Returns what the line holds, with 0 for each `${name}` outside of texts.
  static func value(of line: Range<Int>, in source: SourceText) throws(ScriptProblem) -> JSONValue {
    let bytes = withoutCaptures(source.bytes[line])
    do {
      return try JSONParser.parse(bytes, loneSurrogates: .replace)
    } catch {
      throw source.problem(
        at: line.lowerBound + error.offset, message(error.code),
        BilingualText(
          "A line that begins with `{` or `[` is a frame: one line of JSON. Put `raw ` before it to send it as it is.",
          "以 `{` 或 `[` 开头的行是一帧，须为单行 JSON。若要原样发送，请在行首加上 `raw `。"))
    }
  }

  /// The line with 0 and spaces in the place of each `${name}` outside of texts, so that no place in it changes.
  private static func withoutCaptures(_ line: ArraySlice<UInt8>) -> [UInt8] {
    guard line.contains(UInt8(ascii: "$")) else { return Array(line) }
    var (result, index, isInText) = (Array(line), 0, false)
    while index < result.count {
      switch result[index] {
      case UInt8(ascii: "\""): isInText.toggle()
      case UInt8(ascii: "\\") where isInText: index += 1
      case UInt8(ascii: "$") where !isInText:
        guard result[index...].starts(with: "${".utf8), let name = Template.name(in: result[index...]) else { break }
        for offset in 0..<name.utf8.count + 3 { result[index + offset] = UInt8(ascii: offset == 0 ? "0" : " ") }
      default: break
      }
      index += 1
    }
    return result
  }

  static func message(_ code: JSONError.Code) -> BilingualText {
    switch code {
    case .unexpectedEnd: BilingualText("the JSON ends too early", "JSON 提前结束")
    case .unexpectedByte: BilingualText("this is not JSON: unexpected character", "不是 JSON：意外的字符")
    case .trailingBytes: BilingualText("more text after the JSON", "JSON 之后还有内容")
    case .invalidNumber: BilingualText("this is not a number of JSON", "不是 JSON 数字")
    case .invalidLiteral: BilingualText("this is not true, false or null", "不是 true、false 或 null")
    case .invalidEscape: BilingualText("unknown escape in a text", "文本中有未知的转义")
    case .loneSurrogate: BilingualText("half of a surrogate pair in a text", "文本中只有半个代理对")
    case .controlCharacter: BilingualText("control character in a text", "文本中有控制字符")
    case .invalidUTF8: BilingualText("this is not UTF-8", "不是 UTF-8")
    case .tooDeep: BilingualText("too many brackets inside each other", "括号嵌套过深")
    case .tooManyValues: BilingualText("more values than are read", "值过多")
    }
  }
}
