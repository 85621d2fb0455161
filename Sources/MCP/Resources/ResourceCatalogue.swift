import JSON
import JSONRPC

/// The resources that can be read, and how. They are fixed at the start, like the tools.
package struct ResourceCatalogue: Sendable {
  /// Reads the resource of an address that the client sent and that was not checked yet.
  package typealias Read = @Sendable (_ uri: String) async throws(ResourceFailure) -> ResourceContents

  /// Returns a stream with one element for each change of the resource, or nil if the resource never changes. The watch
  /// ends with the stream's iteration. May throw if there is no such resource. Must not wait: it is called on the
  /// thread that reads the input.
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
  /// Returns the encoded result of `resources/read`. The address must be valid.
  func read(_ uri: String, _ encoder: ResultEncoder) async throws(RPCError) -> [UInt8] {
    do {
      let contents = try await read(uri)
      return encoder.encode(["contents": [.object(contents.object(at: uri))]], caching: contents.caching)
    } catch {
      throw error.error(for: uri, encoder.revision)
    }
  }

  /// Returns the updates that a session subscribes to, or nil if the resource never changes. Throws if no resource can
  /// have that address.
  func updates(of uri: String) throws(RPCError) -> AsyncStream<Void>? {
    do throws(ResourceFailure) {
      guard covers(uri) else { throw ResourceFailure.unknown }
      return try watch(uri)
    } catch {
      throw error.error(for: uri, .newestWithHandshake)
    }
  }

  /// Returns the updates, or nil if the resource cannot be watched for any reason.
  func updatesIfAny(of uri: String) -> AsyncStream<Void>? {
    covers(uri) ? try? watch(uri) : nil
  }

  /// Whether a resource of that address is listed or belongs to a template. Only reading it shows whether it exists.
  private func covers(_ uri: String) -> Bool {
    guard let address = ResourceURI(uri) else { return false }
    return resources.contains { $0.uri.hasSameBytes(as: uri) }
      || templates.contains { address.matches($0.uriTemplate) != nil }
  }
}
