/// Says why a client's settings were left as they are.
package enum SettingsError: Error, Equatable, Sendable {
  /// The file cannot be parsed. The reason is the parser's, in English.
  case syntax(TextPosition, reason: String)
  case notUTF8
  /// A name on the way to the entry occurs twice, so that readers may differ in which one they take.
  case duplicateName(String, TextPosition)
  /// A value on the way to the entry is not an object.
  case notAnObject(String, TextPosition?)
  /// The file is valid, but writes the entry or its parent in a form that is not edited here.
  case unsupportedForm(String)
  /// The entry of that name is another server's: one behind an address, or one that starts another program.
  case otherServer(name: String)
  /// The entry stands there in a form that is not edited here. Written anew, it would lose these members.
  case entryNotEdited(name: String, members: [String])
  /// A function of the system failed for a path; the number is errno(3)'s.
  case system(path: String, number: Int32)
  /// The path is no regular file.
  case notAFile(path: String)
  /// The file is larger than settings are.
  case tooLarge(path: String)
  /// Another program kept changing the file.
  case changed(path: String)
  /// The file belongs to another user, and a replacement could not.
  case ownerNotKept(path: String)
  /// The location depends on `HOME`, which is not set to an absolute path.
  case noHome
}

/// A place in a text. Lines and columns count from 1; columns are bytes.
package struct TextPosition: Equatable, Sendable {
  package let line: Int
  package let column: Int

  package init(line: Int, column: Int) {
    (self.line, self.column) = (line, column)
  }

  /// - Parameter offset: a number of bytes from the start of the text.
  init(of offset: Int, in bytes: [UInt8]) {
    let before = bytes[..<min(offset, bytes.count)]
    let lineStart = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    line = before.count { $0 == UInt8(ascii: "\n") } + 1
    column = before.count - lineStart + 1
  }
}
