/// The address of a webhook receiver, as far as it decides which secret may sign for it.
enum WebhookReceiverAddress {
  /// Whether the URL leads to this machine, judged by its text alone: `localhost`, `[::1]`, or four decimal numbers of
  /// 127.0.0.0/8 (RFC 1122, section 3.2.1.3), with or without a port. Everything unusual before the path, such as a
  /// user name, another notation of the address or a final dot, makes it another machine.
  static func isLoopback(_ url: String) -> Bool {
    guard let scheme = ["http://", "https://"].first(where: { url.lowercased().hasPrefix($0) }) else { return false }
    let authority = url.unicodeScalars.dropFirst(scheme.utf8.count).prefix { !["/", "?", "#"].contains($0) }
    let text = String(authority)
    guard text.utf8.allSatisfy({ $0 < 0x80 }) else { return false }
    let host = text.hasPrefix("[") ? text.prefix { $0 != "]" } + "]" : text.prefix { $0 != ":" }
    return isLoopback(host: host) && isPort(text.dropFirst(host.count))
  }

  private static func isLoopback(host: Substring) -> Bool {
    if ["localhost", "[::1]"].contains(host.lowercased()) { return true }
    let numbers = host.split(separator: ".", omittingEmptySubsequences: false)
    return numbers.count == 4 && numbers[0] == "127"
      && numbers.allSatisfy { number in UInt8(number).map { String($0) == number } ?? false }
  }

  /// With its colon, or nothing at all.
  private static func isPort(_ text: Substring) -> Bool {
    guard text.hasPrefix(":") else { return text.isEmpty }
    return text.dropFirst().allSatisfy { "0"..."9" ~= $0 } && UInt16(text.dropFirst()).map { $0 > 0 } ?? false
  }
}
