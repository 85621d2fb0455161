import Glibc

extension String {
  /// Whether both have the same UTF-8 bytes.
  ///
  /// `==` on `String` compares by canonical equivalence, so two distinct JSON member names (`"e\u{301}"`, `"\u{e9}"`)
  /// would count as one.
  package func hasSameBytes(as other: String) -> Bool {
    // Most texts that are compared are short names, which a String holds in its own two words: 10 instructions show that
    // they are equal, 25 that they are not, where memcmp(3) takes 115.
    if isSameValue(as: other) { return true }
    guard utf8.count == other.utf8.count else { return false }
    if utf8.count <= 15, self != other { return false }
    return utf8.span.withUnsafeBufferPointer { left in
      other.utf8.span.withUnsafeBufferPointer { right in left.isEqual(to: right) }
    }
  }
}

extension String {
  /// Whether both are the same value in memory: the same short text, or the same storage of a long one.
  func isSameValue(as other: String) -> Bool {
    let (words, otherWords) = (
      unsafeBitCast(self, to: (UInt64, UInt64).self), unsafeBitCast(other, to: (UInt64, UInt64).self)
    )
    return words.0 == otherWords.0 && words.1 == otherWords.1
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Compares by memcmp(3), in a third of the time that `elementsEqual` takes for a member name.
  fileprivate func isEqual(to other: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let start = baseAddress, let otherStart = other.baseAddress else { return count == other.count }
    return memcmp(start, otherStart, count) == 0
  }
}

extension String {
  /// The beginning of the text, for a message. Counted in Unicode scalars: one character may be megabytes of combining
  /// marks.
  package func excerpt(_ length: Int = 80) -> String {
    String(String.UnicodeScalarView(unicodeScalars.prefix(length)))
  }

  /// The beginning of a text from outside, for a message: each invisible character is U+FFFD, so that the message stays
  /// on one line and reads as it is written.
  package func visibleExcerpt(_ length: Int = 80) -> String {
    String(String.UnicodeScalarView(unicodeScalars.prefix(length).map { $0.isInvisible ? "\u{FFFD}" : $0 }))
  }
}

extension Unicode.Scalar {
  /// Whether this character is invisible, or shown as another one than it is: control, format, private-use and
  /// unassigned characters, line and paragraph separators, all that Unicode marks as default-ignorable (UAX #44,
  /// `Default_Ignorable_Code_Point`), and the symbols that are blank by their name.
  package var isInvisible: Bool {
    // Fast path: almost all text is printable ASCII, and Unicode property look-ups are expensive.
    if isASCII { return value < 0x20 || value == 0x7F }
    return switch properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: true
    default: properties.isDefaultIgnorableCodePoint || Self.blanks.contains(value)
    }
  }

  /// BRAILLE PATTERN BLANK, KHITAN SMALL SCRIPT FILLER and MUSICAL SYMBOL NULL NOTEHEAD: Unicode counts them as symbols
  /// or marks, and fonts draw nothing.
  private static let blanks: [UInt32] = [0x2800, 0x16FE4, 0x1D159]
}
