import Formats

/// The address of a webhook receiver, as far as it decides which secret may sign for it.
enum WebhookReceiverAddress {
  /// Whether the URL leads to this machine, judged by its text alone, with or without a port. Everything unusual before
  /// the path, such as a user name, another notation of the address or a final dot, makes it another machine.
  static func isLoopback(_ url: String) -> Bool {
    guard let scheme = ["http://", "https://"].first(where: { url.lowercased().hasPrefix($0) }) else { return false }
    let text = String(url.unicodeScalars.dropFirst(scheme.utf8.count).prefix { !["/", "?", "#"].contains($0) })
    guard text.utf8.allSatisfy({ $0 < 0x80 }) else { return false }
    let authority = URLAuthority(text)
    return !authority.hasUserInfo && authority.isLoopback && authority.hasValidPort
  }
}
