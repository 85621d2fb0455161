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
    /// The answer looks strange, and says what it should.
    case readable
  }

  /// Where there is no server to send to.
  enum Network: Sendable {
    case refusesConnections
    case unknownName
    case silent
    case untrusted
    /// A server that ends each HTTP/2 connection, and says that it processed nothing.
    case goingAway
    /// A server that refuses each HTTP/2 stream before it looks at it.
    case refusingStreams
  }

  /// What happens to the request in place of an answer.
  ///
  /// - Parameter reply: the API's own, head and body, if the request took effect.
  typealias Answer = @Sendable (_ peer: ServerConnection, _ request: ReceivedRequest, _ reply: [UInt8]) -> Void

  /// What happens to a request by which a write looks for what there is.
  ///
  /// - Parameter ask: the API's reply to a request, head and body.
  typealias LookUp = @Sendable (_ peer: ServerConnection, _ request: ReceivedRequest, _ ask: Ask) -> Void
  typealias Ask = (ReceivedRequest) -> [UInt8]

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
  /// Nil if look-ups pass.
  var lookUp: LookUp?
  /// Of a create that could not look, which sends nothing; nil if it could.
  var lookUpCode: String?

  var tookEffect: Bool { ending == .unclear(tookEffect: true) || ending == .readable }

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
