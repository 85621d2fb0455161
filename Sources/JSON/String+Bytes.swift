extension String {
  /// Whether both have the same UTF-8 bytes.
  ///
  /// `==` on `String` compares by canonical equivalence, so two distinct JSON member names (`"e\u{301}"`, `"\u{e9}"`)
  /// would count as one.
  package func hasSameBytes(as other: String) -> Bool {
    let (left, right) = (utf8, other.utf8)
    return left.count == right.count && left.elementsEqual(right)
  }
}

extension String {
  /// The beginning of the text, for a message. Counted in Unicode scalars: one character may be megabytes of combining
  /// marks.
  package func excerpt(_ length: Int = 80) -> String {
    String(String.UnicodeScalarView(unicodeScalars.prefix(length)))
  }
}

extension Unicode.Scalar {
  /// Whether this character is invisible, or shown as another one than it is: control, format, private-use and
  /// unassigned characters, line and paragraph separators, and all that Unicode marks as default-ignorable (UAX #44,
  /// `Default_Ignorable_Code_Point`).
  package var isInvisible: Bool {
    // Fast path: almost all text is printable ASCII, and Unicode property look-ups are expensive.
    if isASCII { return value < 0x20 || value == 0x7F }
    return switch properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: true
    default: properties.isDefaultIgnorableCodePoint
    }
  }
}
