import JSON
import Script

/// The words after a control word, taken from left to right.
struct ControlArguments {
  typealias Failure = ControlWord.Failure

  private let words: [String]
  /// How the directive is written, for those who have written it in another way.
  private let usage: String
  private var index = 0

  init(_ words: [String], usage: String) {
    (self.words, self.usage) = (words, usage)
  }

  var next: String? { index < words.count ? words[index] : nil }

  /// Takes the next word if it fits.
  mutating func take(where fits: (String) -> Bool) -> String? {
    guard let word = next, fits(word) else { return nil }
    index += 1
    return word
  }

  /// Takes a word that has to be there.
  mutating func require(
    _ english: String, _ chinese: String, _ fits: (String) -> Bool = { !$0.isEmpty }
  ) throws(Failure) -> String {
    if let word = take(where: fits) { return word }
    let given = next.map { "`\($0)`" }
    throw failure(
      BilingualText(
        "\(english) belongs here" + (given.map { ", not \($0)" } ?? ""),
        "此处应为\(chinese)" + (given.map { "，而不是 \($0)" } ?? "")))
  }

  func requireEnd() throws(Failure) {
    guard let word = next else { return }
    throw failure(BilingualText("`\(word)` is not expected here", "此处不应有 `\(word)`"))
  }

  /// Takes what the directive is about: `order ID`.
  ///
  /// - Parameter names: the tool's arguments by the words.
  mutating func takeSubject(_ names: [String: String]) throws(Failure) -> JSONObject {
    guard let word = take(where: { names[$0] != nil }), let argument = names[word] else {
      let list = names.keys.sorted().reversed().map { "`\($0)`" }
      throw failure(
        BilingualText("\(list.joined(separator: " or ")) is expected here", "此处应为 \(list.joined(separator: " 或 "))"))
    }
    return [argument: .string(try require("an id or a reference", "id 或编号"))]
  }

  /// Takes the rest, which is `name=value`. Digits make a number, but for the names in `texts`.
  ///
  /// - Parameter names: the tool's arguments by the names that a script may use.
  mutating func takePairs(
    into arguments: inout JSONObject, _ names: [String: String], texts: Set<String> = []
  ) throws(Failure) {
    while let word = next {
      guard let mark = word.firstIndex(of: "="), let argument = names[String(word[..<mark])] else {
        let list = names.keys.sorted().map { "\($0)=" }.joined(separator: ", ")
        throw Failure(
          word: index, message: BilingualText("`\(word)` is not known here", "此处不认识 `\(word)`"),
          fix: BilingualText("What can follow: \(list).", "可以使用：\(list)。"))
      }
      let text = String(word[word.index(after: mark)...])
      guard arguments[argument] == nil else {
        throw failure(BilingualText("\(argument) is given twice", "\(argument) 重复"))
      }
      arguments.append(argument, texts.contains(argument) ? .string(text) : Self.value(text))
      index += 1
    }
  }

  /// The number that the text is, or the text.
  static func value(_ text: String) -> JSONValue {
    JSONNumber(text).map { .number($0) } ?? .string(text)
  }

  /// The word, if there is no other.
  static func only(_ words: [String], _ usage: String) throws(Failure) -> String {
    var words = ControlArguments(words, usage: usage)
    let word = try words.require("a time", "时间")
    try words.requireEnd()
    return word
  }

  private func failure(_ message: BilingualText) -> Failure {
    Failure(word: index, message: message, fix: BilingualText("It is written `\(usage)`.", "写法为 `\(usage)`。"))
  }
}
