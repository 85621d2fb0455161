import Digest
import Formats
package import HTTP

/// The check that a server on this machine is the sandbox whose control token is configured. Nothing else is sent to it
/// before, neither the key nor the token: any server could call itself a sandbox.
package struct SandboxProof: Sendable {
  /// Why a server is not taken for the sandbox.
  package enum Failure: Error, Sendable, Equatable {
    case unreachable
    /// The server answered without a proof, so that it is no sandbox of this program.
    case missing
    /// The server is a sandbox with another token, on another port, or pretends to be one.
    case wrong
  }

  private let url: BaseURL
  private let token: SandboxToken

  package init(of url: BaseURL, _ token: SandboxToken) {
    (self.url, self.token) = (url, token)
  }

  /// Asks for a proof of a challenge that was never used before.
  package func demand(
    over transport: any HTTPTransport, within time: Duration, challenge: String = Self.newChallenge()
  ) async throws(Failure) {
    let request = HTTPRequest(
      method: .get, url: "\(url.root)/_sandbox/identity",
      headers: ["Accept": "application/json", "X-Sandbox-Challenge": challenge],
      limits: HTTPLimits(connectTimeout: time, totalTimeout: time, maximumResponseBytes: 65_536))
    let response: HTTPResponse
    do {
      response = try await transport.send(request)
    } catch {
      throw .unreachable
    }
    guard let proof = response.headers["X-Sandbox-Proof"] else { throw .missing }
    let expected = Hexadecimal.encode(code(of: challenge))
    guard SHA256.areEqual(SHA256.hash(proof.utf8), SHA256.hash(expected.utf8)) else { throw .wrong }
  }

  /// The code that the sandbox sends for the challenge.
  private func code(of challenge: String) -> [UInt8] {
    let port = url.host.split(separator: ":").last.flatMap { UInt16($0) } ?? 80
    let message = "payin-mcp sandbox\n\(port)\n\(challenge)"
    return token.withText { SHA256.hmac(message.utf8, key: Array($0.utf8)) }
  }

  /// 64 random hexadecimal digits.
  package static func newChallenge() -> String {
    Hexadecimal.encode((0..<32).map { _ in UInt8.random(in: 0...255) })
  }
}

extension SandboxProof.Failure {
  /// - Parameter host: the server that was asked.
  package func message(_ host: String) -> LocalizedText {
    switch self {
    case .unreachable: LocalizedText("\(host) does not answer", "\(host) 没有应答")
    case .missing:
      LocalizedText(
        "\(host) is no sandbox of payin-mcp, and neither key nor token was sent to it",
        "\(host) 不是 payin-mcp 的沙盒，未向其发送密钥或令牌")
    case .wrong:
      LocalizedText(
        "\(host) does not know the token in PAYIN_SANDBOX_TOKEN, and neither key nor token was sent to it",
        "\(host) 不知道 PAYIN_SANDBOX_TOKEN 中的令牌，未向其发送密钥或令牌")
    }
  }

  package static var fix: LocalizedText {
    LocalizedText(
      "Start payin-mcp sandbox, then set PAYIN_BASE_URL to its address and PAYIN_SANDBOX_TOKEN to the control token that it prints; without both the embedded sandbox serves.",
      "请启动 payin-mcp sandbox，将 PAYIN_BASE_URL 设为其地址、PAYIN_SANDBOX_TOKEN 设为其显示的控制令牌；两者都不设置时使用内置沙盒。")
  }
}

extension PayInError {
  /// The error of calls to a sandbox in another process that has not proved what it is.
  package static func separateSandbox(
    _ failure: SandboxProof.Failure, _ host: String, _ operation: Operation
  ) -> PayInError {
    PayInError(
      .sandboxUnavailable, operation, outcome: .notSent, retry: .safe, detail: failure.message(host),
      field: ConfigurationVariable.sandboxToken.rawValue)
  }

  var isOfSeparateSandbox: Bool { self.field == ConfigurationVariable.sandboxToken.rawValue }
}
