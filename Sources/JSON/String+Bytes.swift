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
