/// Ids of the sandbox in the form in which the service's code gives and demands them: UUIDs of version 4.
///
/// The 16 hexadecimal digits of an id come first, and its digits once more fill up the rest.
enum UUIDForm {
  private static let pattern = "xxxxxxxx-xxxx-4xxx-8xxx-xxxxxxxxxxxx"

  /// `id` ends in 16 hexadecimal digits.
  static func of(_ id: String) -> String {
    let digits = id.suffix(16)
    var rest = (digits + digits)[...]
    return String(pattern.map { $0 == "x" ? rest.removeFirst() : $0 })
  }

  /// Nil if the UUID stands for no id.
  static func id(_ prefix: String, from uuid: String) -> String? {
    let uuid = uuid.lowercased()
    guard isWellFormed(uuid) else { return nil }
    let digits = zip(pattern, uuid).filter { $0.0 == "x" }.map(\.1).prefix(16)
    let id = "\(prefix)_\(String(digits))"
    return of(id) == uuid ? id : nil
  }

  /// Any UUID, in either case.
  static func isWellFormed(_ text: String) -> Bool {
    text.utf8.count == pattern.utf8.count
      && zip(pattern, text).allSatisfy { $0 == "-" ? $1 == "-" : $1.isASCII && $1.isHexDigit }
  }
}
