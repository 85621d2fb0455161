import CTOML
import Glibc
import JSON

/// A text of TOML to which a table can be added, and from which it can be taken. toml++ decides what is valid and where
/// the table stands; all other lines stay.
struct TOMLText {
  /// The whole content; nil if the text holds nothing.
  let value: JSONValue?
  let bytes: [UInt8]
  /// The lines of the table that was looked for, from 0 on; nil if it is missing.
  let lines: ClosedRange<Int>?
  /// Whether these lines hold nothing else.
  private let isSeparate: Bool

  /// - Parameter path: the names of the table to look for, two of them; empty for none.
  init(_ bytes: [UInt8], path: [String]) throws(SettingsError) {
    self.bytes = bytes
    var document = ctoml_document()
    let isRead = bytes.withUnsafeBytes { text in
      ctoml_read(text.baseAddress, text.count, path.first ?? "", path.last ?? "", &document)
    }
    defer { free(document.json) }
    guard isRead != 0 else { throw .system(path: "", number: ENOMEM) }
    guard let json = document.json else { throw Self.syntaxError(document) }
    let object = try? JSONParser.parse(
      UnsafeRawBufferPointer(start: json, count: document.json_count), maximumDepth: 512)
    value = object?.object?.isEmpty == true ? nil : object
    lines = document.first_line == 0 ? nil : Int(document.first_line) - 1...Int(document.last_line) - 1
    isSeparate = document.is_separate != 0
  }

  private static func syntaxError(_ document: ctoml_document) -> SettingsError {
    let reason = withUnsafeBytes(of: document.error) { bytes in
      String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
    let position = TextPosition(line: Int(document.error_line), column: Int(document.error_column))
    return .syntax(position, reason: reason)
  }

  /// Returns the bytes with the table at their end, or with what has to change in the one that stands there.
  func adding(_ edit: SettingsEdit) throws(SettingsError) -> [UInt8] {
    if value?.value(at: edit.path)?.object != nil {
      return try TOMLUpdate(path: edit.path).applying(edit.entry, to: bytes)
    }
    let newline = TextLayout.newline(of: bytes)
    let table = TOMLTable(path: edit.path, newline: newline).render(edit.entry)
    if value?.value(at: edit.path) != nil { throw .unsupportedForm(edit.path.joined(separator: ".")) }
    let isFirst = bytes.isEmpty || bytes == TextLayout.byteOrderMark
    return bytes + TextLayout.lineEnd(for: bytes) + (isFirst ? [] : newline) + table
  }

  /// Returns the bytes without the table, and without an empty line before it.
  func removing(_ path: [String]) throws(SettingsError) -> [UInt8] {
    guard let range = try ownRange(path) else { return bytes }
    let before = bytes[..<range.lowerBound]
    let newline = TextLayout.newline(of: bytes)
    let hasEmptyLine = before.count > newline.count && before.suffix(newline.count * 2) == newline[...] + newline[...]
    let start = hasEmptyLine ? range.lowerBound - newline.count : range.lowerBound
    return bytes.applying([Replacement(range: start..<range.upperBound, text: [])])
  }

  /// The range of the table's lines, or nil if there is none.
  private func ownRange(_ path: [String]) throws(SettingsError) -> Range<Int>? {
    guard let lines else {
      // A value that is no table has no lines of its own, but is there.
      if value?.value(at: path) != nil { throw .unsupportedForm(path.joined(separator: ".")) }
      return nil
    }
    let starts = TextLayout.lineStarts(of: bytes)
    let range = starts[lines.lowerBound]..<starts[min(lines.upperBound + 1, starts.count - 1)]
    let start = lines.lowerBound == 0 && bytes.starts(with: TextLayout.byteOrderMark) ? 3 : range.lowerBound
    guard isSeparate, bytes[start...].drop(while: TextLayout.isBlank).first == UInt8(ascii: "[") else {
      throw .unsupportedForm(path.joined(separator: "."))
    }
    return start..<range.upperBound
  }
}
