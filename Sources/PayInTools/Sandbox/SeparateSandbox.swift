package import HTTP
package import PayIn
import Synchronization

/// A sandbox in a process of its own, such as `payin-mcp sandbox`. Calls go to it once it has proved that it knows the
/// configured token, and the proof is demanded again after a while: another program may have its port by then.
package final class SeparateSandbox: SandboxHost {
  /// The server did not prove that it is the sandbox.
  package struct Refusal: Error {
    package let failure: SandboxProof.Failure
    package let host: String
  }

  /// The time for which one proof is relied on.
  private static let validity = Duration.seconds(30)
  /// The time limit of one check. The server is on this machine.
  private static let timeLimit = Duration.seconds(5)

  private let target: Target
  private let proof: SandboxProof
  private let transport: any HTTPTransport
  private let time: TimeSource
  private let provedAt = Mutex<ContinuousClock.Instant?>(nil)

  /// - Parameter key: the key of calls once the proof was given.
  package init(
    _ url: BaseURL, _ token: SandboxToken, key: APIKey, transport: any HTTPTransport, time: TimeSource = .system
  ) {
    target = Target(baseURL: url, apiKey: key, sandboxToken: token.withText { $0 })
    proof = SandboxProof(of: url, token)
    (self.transport, self.time) = (transport, time)
  }

  /// - Throws: `Refusal`, and nothing but the challenge was sent.
  package func target() async throws -> Target {
    let now = time.now()
    if let proved = provedAt.withLock(\.self), now - proved < Self.validity { return target }
    do throws(SandboxProof.Failure) {
      try await proof.demand(over: transport, within: Self.timeLimit)
    } catch {
      provedAt.withLock { $0 = nil }
      throw Refusal(failure: error, host: target.baseURL.host)
    }
    provedAt.withLock { $0 = now }
    return target
  }

  /// Its file is its own affair.
  package var storage: SandboxStorage? { nil }
}
