import Digest
import Formats
import HTTP
import JSON

/// Proves to a client on this machine that the server is a sandbox that knows the control token, without telling it.
enum IdentityRoutes {
  static let all = [Route(.get, "/_sandbox/identity", .anonymous, prove)]

  private static let challengeLengths = 32...128

  /// The proof stands in a header of the reply. It is bound to the port, so that a server on another port of this machine
  /// cannot pass a challenge on and show the proof as its own.
  @Sendable private static func prove(_ context: RequestContext) throws -> HTTPResponse {
    let challenge = context.request.headers["X-Sandbox-Challenge"] ?? ""
    guard challengeLengths.contains(challenge.utf8.count), challenge.utf8.allSatisfy({ 0x21...0x7E ~= $0 }) else {
      throw APIError.invalid("X-Sandbox-Challenge", "must be 32 to 128 visible characters")
    }
    let port = context.request.root.split(separator: ":").last ?? ""
    let message = "payin-mcp sandbox\n\(port)\n\(challenge)"
    let proof = SHA256.hmac(message.utf8, key: Array(context.settings.controlToken.utf8))
    var response = Reply.success(["dialect": .string(context.settings.dialect.rawValue)])
    response.headers.append("X-Sandbox-Proof", Hexadecimal.encode(proof))
    return response
  }
}
