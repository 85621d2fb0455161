extension Unicode.Scalar {
  /// Whether a reader sees nothing of this character, or something else than what is there: control, format, private-use
  /// and unassigned characters, line and paragraph separators, and all that Unicode marks as default-ignorable
  /// (UAX #44, `Default_Ignorable_Code_Point`).
  package var isInvisible: Bool {
    // Fast path: almost all text is printable ASCII, and Unicode property look-ups are expensive.
    if isASCII { return value < 0x20 || value == 0x7F }
    return switch properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: true
    default: properties.isDefaultIgnorableCodePoint
    }
  }
}
