extension String {
  /// The beginning, for a message. Counted in Unicode scalars: one character may be megabytes of combining marks.
  package func excerpt(_ length: Int = 80) -> String {
    String(String.UnicodeScalarView(unicodeScalars.prefix(length)))
  }
}
