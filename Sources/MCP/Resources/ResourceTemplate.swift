/// The addresses of many resources of one kind.
package struct ResourceTemplate: Sendable, Equatable {
  /// As in RFC 6570, level 1.
  package let uriTemplate: String
  package let name: String
  package let title: String
  package let description: String
  package let mimeType: String

  package init(uriTemplate: String, name: String, title: String, description: String, mimeType: String) {
    self.uriTemplate = uriTemplate
    self.name = name
    self.title = title
    self.description = description
    self.mimeType = mimeType
  }
}
