package import HTTP
package import PayIn

/// A sandbox in a process of its own, such as `payin-mcp sandbox`. Before each call it has to prove that it knows the
/// configured token: another program may have its port since the last one.
package final class SeparateSandbox: SandboxHost {
  /// The server did not prove that it is the sandbox.
  package struct Refusal: Error {
    package let failure: SandboxProof.Failure
    package let host: String
  }

  /// The time limit of one check. The server is on this machine.
  private static let timeLimit = Duration.seconds(5)

  private let target: Target
  private let proof: SandboxProof
  private let transport: any HTTPTransport

  /// - Parameter key: the key of calls once the proof was given.
  package init(_ url: BaseURL, _ token: SandboxToken, key: APIKey, transport: any HTTPTransport) {
    target = Target(baseURL: url, apiKey: key, sandboxToken: token.withText { $0 })
    proof = SandboxProof(of: url, token)
    self.transport = transport
  }

  /// - Throws: `Refusal`, and nothing but the challenge was sent.
  package func target() async throws -> Target {
    do throws(SandboxProof.Failure) {
      try await proof.demand(over: transport, within: Self.timeLimit)
    } catch {
      throw Refusal(failure: error, host: target.baseURL.host)
    }
    return target
  }

  /// Its file is its own affair.
  package var storage: SandboxStorage? { nil }
}
