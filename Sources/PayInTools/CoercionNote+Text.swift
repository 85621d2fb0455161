import JSONSchema
import PayIn

extension CoercionNote {
  /// The code of the warning that tells of this note.
  var code: String {
    switch reading {
    case .emptyText: "argument_empty"
    case .ignored: "argument_ignored"
    default: "argument_read"
    }
  }

  /// What was understood, as a sentence.
  var sentence: LocalizedText {
    guard case .emptyText = reading else { return LocalizedText(raw: "\(message).", chinese) }
    return .sentences(LocalizedText(raw: "\(message).", chinese), Self.howToEmpty)
  }

  /// The only argument whose schema accepts an empty text that is not a value of its own is one of a tool with `clear`.
  private static let howToEmpty = LocalizedText("To empty a field, name it in `clear`.", "要清空某个字段，请将其写入 `clear`。")

  private var chinese: String {
    let (place, digits) = (pointer.displayName ?? "该值", excerpt)
    return switch reading {
    case .numberAsText: "\(place) 传入的是数字 \(digits)，已按文本 \(digits) 读取。"
    case .textAsNumber: "\(place) 传入的是文本 \(digits)，已按数字 \(digits) 读取。"
    case .textAsArray: "\(place) 传入的是文本，已按其中的 JSON 数组读取。"
    case .textAsObject: "\(place) 传入的是文本，已按其中的 JSON 对象读取。"
    case .itemAsArray: "\(place) 传入的是单个元素，已按只含该元素的数组读取。"
    case .emptyText: "\(place) 传入的是空文本，视为未提供。"
    case .ignored: "\(place) 不是此工具的参数，已忽略。"
    }
  }
}
