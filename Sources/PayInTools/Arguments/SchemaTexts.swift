import JSONSchema
import PayIn

/// The schema checker speaks English and knows no other language: here the same facts stand in Chinese.
extension SchemaViolation {
  var fixInChinese: String {
    let place = pointer.displayName ?? "该值"
    let wish = expectation.inChinese
    return switch suggestedFix {
    case .add: "请添加 \(place)：\(wish)\(example)。"
    case .replace: "请将 \(place) 改为：\(wish)\(example)。"
    case .leaveOut: "请省略 \(place)，或改为：\(wish)\(example)。"
    case .choose(let suggestion?): "是否想用 `\(suggestion)`？请使用 \(wish)。"
    case .choose(nil): "请使用 \(wish)。"
    case .rename(let suggestion): "是否想用 `\(suggestion)`？"
    case .remove: removal(of: place)
    case .increase(let least, let unit): "至少应为 \(unit.countedInChinese(least))。"
    case .decrease(let most, let unit): "最多为 \(unit.countedInChinese(most))。"
    }
  }

  private var example: String {
    expectation.example.map { "，例如 \($0)" } ?? ""
  }

  private func removal(of place: String) -> String {
    switch expectation.kind {
    case .oneOf: "请移除 \(place)：可用的属性为 \(expectation.namesInChinese)。"
    case .noProperties: "请移除 \(place)：此处不接受任何属性。"
    default: "请移除 \(place)。"
    }
  }
}

extension Expectation {
  var inChinese: String {
    let details = [bounds, pattern.map { "匹配 \($0)" }].compactMap(\.self)
    return details.isEmpty ? noun : "\(noun)（\(details.joined(separator: "，"))）"
  }

  fileprivate var namesInChinese: String {
    guard case .oneOf(let names, let more) = kind else { return "" }
    return names.joined(separator: "、") + (more > 0 ? " 等，另有 \(more) 个" : "")
  }

  private var noun: String {
    switch kind {
    case .oneOf: "\(namesInChinese) 之一"
    case .type(let type): type.inChinese
    case .dateTime: "日期时间，例如 2026-01-31T09:30:00Z"
    case .anything: "值"
    case .noProperties: "没有属性"
    case .nothing: "不提供"
    }
  }

  private var bounds: String? {
    switch (least, most) {
    case (let least?, let most?) where least == most: unit.countedInChinese(least)
    case (let least?, let most?): "\(least) 到 \(unit.countedInChinese(most))"
    case (let least?, nil): "至少 \(unit.countedInChinese(least))"
    case (nil, let most?): "最多 \(unit.countedInChinese(most))"
    case (nil, nil): nil
    }
  }
}

extension Expectation.Unit {
  fileprivate func countedInChinese(_ count: String) -> String {
    switch self {
    case .value: count
    case .characters: "\(count) 个字符"
    case .items: "\(count) 项"
    }
  }
}

extension Excerpt {
  var inChinese: String {
    switch self {
    case .missing: "未提供"
    case .null: "null"
    case .boolean(let bool): "布尔值 \(bool)"
    case .number(let literal): "数字 \(literal)"
    case .string(let text): "字符串 \"\(text)\""
    case .length(0): "空字符串"
    case .length(let count): "\(count) 个字符的字符串"
    case .hidden: "字符串"
    case .array(let count): "含 \(count) 项的数组"
    case .object(let count): "含 \(count) 个属性的对象"
    case .unknownProperty(let type): "未知属性（\(SchemaType(rawValue: type)?.inChinese ?? type)）"
    }
  }
}

extension SchemaType {
  fileprivate var inChinese: String {
    switch self {
    case .object: "对象"
    case .array: "数组"
    case .string: "字符串"
    case .number: "数字"
    case .integer: "整数"
    case .boolean: "布尔值"
    case .null: "null"
    }
  }
}

extension CoercionNote {
  /// The code of the warning about this note.
  var code: String {
    switch reading {
    case .emptyText: "argument_empty"
    case .ignored: "argument_ignored"
    default: "argument_read"
    }
  }

  /// How the argument was read, as a sentence.
  ///
  /// - Parameter hasClear: whether the tool empties the fields that its argument `clear` names.
  func sentence(hasClear: Bool) -> LocalizedText {
    let sentence = LocalizedText(raw: "\(message).", chinese)
    guard case .emptyText = reading, hasClear else { return sentence }
    return .sentences(sentence, Self.howToEmpty)
  }

  private static let howToEmpty = LocalizedText("To empty a field, name it in `clear`.", "要清空某个字段，请将其写入 `clear`。")

  private var chinese: String {
    let (place, digits) = (pointer.displayName ?? "该值", excerpt)
    return switch reading {
    case .numberAsText: "\(place) 传入的是数字 \(digits)，已按文本 \(digits) 读取。"
    case .textAsNumber: "\(place) 传入的是文本 \(digits)，已按数字 \(digits) 读取。"
    case .textAsBoolean: "\(place) 传入的是文本，已读作 \(literal)。"
    case .textAsArray: "\(place) 传入的是文本，已按其中的 JSON 数组读取。"
    case .textAsObject: "\(place) 传入的是文本，已按其中的 JSON 对象读取。"
    case .itemAsArray: "\(place) 传入的是单个元素，已按只含该元素的数组读取。"
    case .emptyText: "\(place) 传入的是空文本，视为未提供。"
    case .otherCase: "\(place) 已读作 \(literal)。"
    case .ignored: "\(place) 不是此工具的参数，已忽略。"
    }
  }
}
