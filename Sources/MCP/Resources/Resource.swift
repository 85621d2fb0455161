/// Something a client can read by its address (specification, server: resources).
package struct Resource: Sendable, Equatable {
  /// As in RFC 3986.
  package let uri: String
  package let name: String
  package let title: String
  package let description: String
  package let mimeType: String

  package init(uri: String, name: String, title: String, description: String, mimeType: String) {
    self.uri = uri
    self.name = name
    self.title = title
    self.description = description
    self.mimeType = mimeType
  }
}
