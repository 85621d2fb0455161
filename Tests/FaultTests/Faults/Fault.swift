import TestSupport

/// One thing that goes wrong with the request of a call, and what a read must then say of it.
///
/// The codes and retries are those of the design, written down by hand.
struct Fault: Sendable {
  /// What is known of the request's effect, by whoever sent it.
  enum Ending: Sendable, Equatable {
    /// No byte of the request can have arrived.
    case unreached
    /// The server said no.
    case refused
    /// Nobody said anything that can be believed. Whether the API did it is known only here.
    case unclear(tookEffect: Bool)
  }

  /// Where there is no server to send to.
  enum Network: Sendable {
    case refusesConnections
    case unknownName
    case silent
    case untrusted
  }

  /// What happens to the request in place of an answer.
  ///
  /// - Parameter reply: the API's own, head and body, if the request took effect.
  typealias Answer = @Sendable (_ peer: Peer, _ request: ReceivedRequest, _ reply: [UInt8]) -> Void

  enum Means: Sendable {
    case network(Network)
    case answer(Answer)
  }

  let name: String
  let ending: Ending
  /// Of a read.
  let code: String
  /// Of a refused write.
  let writeCode: String
  let retry: String
  /// Whether only the client's patience ends it.
  let isSlow: Bool
  let means: Means

  var tookEffect: Bool { ending == .unclear(tookEffect: true) }

  init(_ name: String, _ code: String, retry: String, isSlow: Bool = false, _ network: Network) {
    (self.name, self.code, self.retry, self.isSlow) = (name, code, retry, isSlow)
    (ending, writeCode, means) = (.unreached, code, .network(network))
  }

  init(
    _ name: String, _ ending: Ending, _ code: String, write: String? = nil, retry: String, isSlow: Bool = false,
    _ answer: @escaping Answer
  ) {
    (self.name, self.ending, self.code, self.retry, self.isSlow) = (name, ending, code, retry, isSlow)
    writeCode = write ?? code
    means = .answer(answer)
  }
}
