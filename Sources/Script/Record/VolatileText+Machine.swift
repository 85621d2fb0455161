/// What belongs to the machine that a session was recorded on.
extension VolatileText {
  /// The member of `get_status` that says where a sandbox keeps its orders.
  static let storageName = "sandboxStorage"

  /// The object of `sandboxStorage` in JSON inside of the text.
  func storage(at start: Int) -> Part? {
    guard bytes[start...].starts(with: Self.storageName.utf8) else { return nil }
    let rest = bytes[(start + Self.storageName.utf8.count)...].drop { "\\\": \n".utf8.contains($0) }
    guard rest.first == UInt8(ascii: "{"), let end = rest.firstIndex(of: UInt8(ascii: "}")) else { return nil }
    return Part(range: rest.startIndex..<end + 1, pattern: #"\{[^{}]*\}"#, kind: .number)
  }

  /// A path in one of the folders, up to a blank, a quotation mark or an escape.
  func path(at start: Int, _ folders: [String]) -> Part? {
    guard bytes[start] == UInt8(ascii: "/"), start == 0 || !bytes[start - 1].isNameByte else { return nil }
    let isInside = folders.contains { folder in
      let after = bytes[start...].dropFirst(folder.utf8.count).first
      return bytes[start...].starts(with: folder.utf8) && after.map { !$0.isNameByte } ?? true
    }
    guard isInside else { return nil }
    var path = bytes[start...].prefix { $0 > 0x20 && !"\"'\\<>".utf8.contains($0) }
    while let last = path.last, ".,:;)".utf8.contains(last) { path.removeLast() }
    return Part(range: path.startIndex..<path.endIndex, pattern: #"/[^"\s]*"#, kind: .id)
  }
}
