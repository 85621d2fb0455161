import SandboxModel

extension PageContext {
  /// A time that the page's script shows in the payer's zone. Without scripts, and in the title, it is in UTC.
  /// - Parameter name: the name under which the script replaces it while the page is open; nil if it never changes.
  func localTime(_ timestamp: Timestamp?, name: HTML? = nil) -> HTML {
    let name: HTML? = name.map { " data-time=\"\($0)\"" }
    guard let timestamp else { return "<time\(name)></time>" }
    return "<time datetime=\"\(timestamp.description)\" title=\"\(utc(timestamp))\"\(name)>\(utc(timestamp))</time>"
  }

  /// The date and time to the second, with its zone.
  func utc(_ timestamp: Timestamp) -> String {
    let text = timestamp.description
    return "\(text.prefix(10)) \(text.dropFirst(11).prefix(8)) UTC"
  }
}
