/// What a resource holds.
package struct ResourceContents: Sendable, Equatable {
  package let text: String
  package let mimeType: String
  package let caching: Caching

  package init(text: String, mimeType: String, caching: Caching) {
    self.text = text
    self.mimeType = mimeType
    self.caching = caching
  }
}

/// Why a resource cannot be read.
package enum ResourceFailure: Error, Sendable, Equatable {
  /// There is none at this address, or the address is unsound.
  case unknown
  /// It could not be had. The message is for people and holds no text of others.
  case unavailable(String)
}
