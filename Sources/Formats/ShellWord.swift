/// A word of a command line as a person pastes it into a shell (POSIX.1-2024, Shell Command Language, 2.2).
package enum ShellWord {
  /// Returns the word, in quotation marks if a shell would take it for anything else.
  ///
  /// Letters outside ASCII have no meaning to a shell and stay as they are.
  package static func quoted(_ word: String) -> String {
    let isPlain = word.utf8.allSatisfy { byte in
      byte >= 0x80 || (PercentEncoding.isUnreserved(byte) && byte != UInt8(ascii: "~")) || "/=:,+@".utf8.contains(byte)
    }
    return isPlain && !word.isEmpty ? word : "'\(word.replacing("'", with: #"'\''"#))'"
  }
}
