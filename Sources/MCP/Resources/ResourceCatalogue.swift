import JSON
import JSONRPC

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

extension ResourceCatalogue {
  /// The result of `resources/read`, encoded. The address must be sound.
  func read(_ uri: String, _ encoder: ResultEncoder) async throws(RPCError) -> [UInt8] {
    do {
      let contents = try await read(uri)
      return encoder.encode(contents.result(at: uri), caching: contents.caching)
    } catch {
      throw error.error(for: uri, encoder.revision)
    }
  }

  /// For a legacy session. Throws if no resource can have that address; nil if it never changes.
  func updates(of uri: String) throws(RPCError) -> AsyncStream<Void>? {
    do throws(ResourceFailure) {
      guard covers(uri) else { throw ResourceFailure.unknown }
      return try watch(uri)
    } catch {
      throw error.error(for: uri, .newestLegacy)
    }
  }

  /// Nil if the resource cannot be watched, for whatever reason.
  func updatesIfAny(of uri: String) -> AsyncStream<Void>? {
    covers(uri) ? try? watch(uri) : nil
  }

  /// Whether a resource of that address is listed or belongs to a template. Whether there is one shows in reading it.
  private func covers(_ uri: String) -> Bool {
    guard let address = ResourceURI(uri) else { return false }
    return resources.contains { $0.uri.hasSameBytes(as: uri) }
      || templates.contains { address.matches($0.uriTemplate) != nil }
  }
}

extension ResourceContents {
  fileprivate func result(at uri: String) -> JSONObject {
    ["contents": [["uri": .string(uri), "mimeType": .string(mimeType), "text": .string(text)]]]
  }
}
