import JSON
import JSONRPC

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

  /// Whether a resource of that address is listed or belongs to a template. Whether there is one shows in reading it.
  func covers(_ uri: String) -> Bool {
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
