import Formats
import JSON

/// One part of what a tool or a prompt answers (specification, server: tools, data types).
package enum ContentBlock: Sendable, Equatable {
  case text(String)
  case image([UInt8], mimeType: String)
  /// A sound. Clients of 2024-11-05 get a sentence instead: that revision has no such part.
  case audio([UInt8], mimeType: String)
  /// The contents of a resource, whether or not it is listed.
  case resource(uri: String, ResourceContents)
}

extension ContentBlock {
  /// Returns the part as the revision has it.
  func object(for revision: ProtocolRevision) -> JSONObject {
    switch self {
    case .text(let text):
      ["type": "text", "text": .string(text)]
    case .image(let bytes, let mimeType):
      ["type": "image", "data": .string(Base64.encode(bytes)), "mimeType": .string(mimeType)]
    case .audio(let bytes, let mimeType) where revision.has(.audioContent):
      ["type": "audio", "data": .string(Base64.encode(bytes)), "mimeType": .string(mimeType)]
    case .audio(let bytes, let mimeType):
      ["type": "text", "text": .string("(\(mimeType), \(bytes.count) bytes, not part of this protocol revision)")]
    case .resource(let uri, let contents):
      ["type": "resource", "resource": .object(contents.object(at: uri))]
    }
  }
}
