package import JSON
import JSONRPC

/// The `_meta` that every request of a stateless revision carries (2026-07-28, basic: metadata).
package struct RequestMetadata: Equatable, Sendable {
  package let revision: ProtocolRevision
  package let clientCapabilities: JSONObject

  static let versionKey = "io.modelcontextprotocol/protocolVersion"
  static let capabilitiesKey = "io.modelcontextprotocol/clientCapabilities"
  static let logLevelKey = "io.modelcontextprotocol/logLevel"

  private static let logLevels: Set<String> = [
    "debug", "info", "notice", "warning", "error", "critical", "alert", "emergency",
  ]

  /// Whether a request with these params is stateless, whether or not its metadata are valid.
  static func isPresent(in params: JSONObject) -> Bool {
    params["_meta"]?[versionKey] != nil
  }

  /// The stateless revision that a request with these params names; nil if it names none that is known.
  static func revision(in params: JSONObject) -> ProtocolRevision? {
    let named = params["_meta"]?[versionKey]?.string.flatMap(ProtocolRevision.init)
    return named.flatMap { $0.isStateless ? $0 : nil }
  }

  /// The first failing rule decides the error.
  init(_ params: JSONObject) throws(RPCError) {
    let meta = params["_meta"]
    guard let version = meta?[Self.versionKey]?.string else {
      throw .invalidParams("_meta needs \"\(Self.versionKey)\" as a string")
    }
    guard let capabilities = meta?[Self.capabilitiesKey]?.object else {
      throw .invalidParams("_meta needs \"\(Self.capabilitiesKey)\" as an object")
    }
    guard let revision = ProtocolRevision(rawValue: version), revision.isStateless else {
      throw .unsupportedVersion(version)
    }
    if let level = meta?[Self.logLevelKey], !level.isNull, !Self.logLevels.contains(level.string ?? "") {
      throw .invalidParams("\"\(Self.logLevelKey)\" is not a log level")
    }
    self.revision = revision
    clientCapabilities = capabilities
  }
}

extension RPCError {
  /// The error UnsupportedProtocolVersion. Both members of `data` are required by the schema.
  static func unsupportedVersion(_ requested: String) -> RPCError {
    RPCError(
      Code(rawValue: -32022), "unsupported protocol version",
      data: [
        "supported": .array(ProtocolRevision.stateless.map { .string($0.rawValue) }),
        "requested": .string(requested.excerpt()),
      ])
  }
}
