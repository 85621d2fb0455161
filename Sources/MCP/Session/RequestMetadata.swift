package import JSON
import JSONRPC

/// The `_meta` that every request of the stateless revision carries (2026-07-28, basic: metadata).
package struct RequestMetadata: Equatable, Sendable {
  package let clientCapabilities: JSONObject

  static let versionKey = "io.modelcontextprotocol/protocolVersion"
  static let capabilitiesKey = "io.modelcontextprotocol/clientCapabilities"
  static let logLevelKey = "io.modelcontextprotocol/logLevel"

  private static let logLevels: Set<String> = [
    "debug", "info", "notice", "warning", "error", "critical", "alert", "emergency",
  ]

  /// Whether a request with these params speaks the stateless revision, soundly or not.
  static func isPresent(in params: JSONObject) -> Bool {
    params["_meta"]?[versionKey] != nil
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
    guard version == ProtocolRevision.modern.rawValue else { throw .unsupportedVersion(version) }
    if let level = meta?[Self.logLevelKey], !level.isNull, !Self.logLevels.contains(level.string ?? "") {
      throw .invalidParams("\"\(Self.logLevelKey)\" is not a log level")
    }
    clientCapabilities = capabilities
  }
}

extension RPCError {
  /// UnsupportedProtocolVersion. Both members of `data` are required by the schema.
  static func unsupportedVersion(_ requested: String) -> RPCError {
    RPCError(
      Code(rawValue: -32022), "unsupported protocol version",
      data: [
        "supported": [.string(ProtocolRevision.modern.rawValue)], "requested": .string(requested.excerpt()),
      ])
  }
}
