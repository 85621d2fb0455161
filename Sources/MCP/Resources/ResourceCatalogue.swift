/// What can be read, and how. Fixed at start, like the tools.
package struct ResourceCatalogue: Sendable {
  /// Of an address that the client sent, checked by nobody yet.
  package typealias Read = @Sendable (_ uri: String) async throws(ResourceFailure) -> ResourceContents

  /// One element each time that what the resource holds has changed; the watching ends with the stream's iteration.
  /// Nil if it never changes. May throw if there is no such resource. Must not wait: it is called by the thread that
  /// reads the input.
  package typealias Watch = @Sendable (_ uri: String) throws(ResourceFailure) -> AsyncStream<Void>?

  package let resources: [Resource]
  package let templates: [ResourceTemplate]
  package let read: Read
  package let watch: Watch

  package init(
    resources: [Resource], templates: [ResourceTemplate], read: @escaping Read,
    watch: @escaping Watch = { _ in nil }
  ) {
    self.resources = resources
    self.templates = templates
    self.read = read
    self.watch = watch
  }
}
