import Formats
import JSON
import JSONRPC

/// A resource that a client can read by its address (specification, server: resources).
package struct Resource: Sendable, Equatable {
  /// The address by RFC 3986.
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

/// The addresses of many resources of one kind.
package struct ResourceTemplate: Sendable, Equatable {
  /// The template by RFC 6570, level 1.
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

/// The contents of a resource.
package struct ResourceContents: Sendable, Equatable {
  package enum Body: Sendable, Equatable {
    case text(String)
    case blob([UInt8])
  }

  package let body: Body
  package let mimeType: String
  package let caching: Caching

  package init(text: String, mimeType: String, caching: Caching) {
    (body, self.mimeType, self.caching) = (.text(text), mimeType, caching)
  }

  package init(blob: [UInt8], mimeType: String, caching: Caching) {
    (body, self.mimeType, self.caching) = (.blob(blob), mimeType, caching)
  }

  /// The text; empty if the contents are bytes.
  package var text: String {
    if case .text(let text) = body { text } else { "" }
  }

  /// Returns the contents as they stand in results, the same in all revisions.
  func object(at uri: String) -> JSONObject {
    var object: JSONObject = ["uri": .string(uri), "mimeType": .string(mimeType)]
    switch body {
    case .text(let text): object.append("text", .string(text))
    case .blob(let bytes): object.append("blob", .string(Base64.encode(bytes)))
    }
    return object
  }
}

/// Says why a resource cannot be read.
package enum ResourceFailure: Error, Sendable, Equatable {
  /// There is no resource at this address, or the address is not valid.
  case unknown
  /// The contents could not be fetched. The message is for people and holds no text of others.
  case unavailable(String)
}

extension ResourceFailure {
  /// - Parameter uri: the address as the client sent it.
  func error(for uri: String, _ revision: ProtocolRevision) -> RPCError {
    switch self {
    case .unknown:
      RPCError(
        revision.has(.resourceNotFoundCode) ? .resourceNotFound : .invalidParams, "there is no such resource",
        data: ["uri": .string(uri.excerpt(ResourceURI.maximumLength))])
    case .unavailable(let message):
      RPCError(.internalError, message)
    }
  }
}

extension RPCError.Code {
  static let resourceNotFound = RPCError.Code(rawValue: -32002)
}

extension RPCError {
  static let shuttingDown = RPCError(.internalError, "the server is shutting down")
}
