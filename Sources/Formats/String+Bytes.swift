extension String {
  /// Whether all bytes of the text in UTF-8 are such. It goes over them as one buffer, in a fifth of the time that the
  /// view of UTF-8 takes.
  package func hasOnlyBytes(_ isSuch: (UInt8) -> Bool) -> Bool {
    utf8.span.withUnsafeBufferPointer { $0.allSatisfy(isSuch) }
  }
}
