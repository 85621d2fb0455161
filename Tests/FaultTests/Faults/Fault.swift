import TestSupport

/// One failure of the request of a call, and what a read must then report.
///
/// The codes and retries are those of the design, written down by hand.
struct Fault: Sendable {
  /// What the sender of the request can know of its effect.
  enum Effect: Sendable, Equatable {
    /// No byte of the request can have arrived.
    case unreached
    /// The server said no.
    case refused
    /// There is no answer that can be believed. Whether the API did it is known only here.
    case uncertain(tookEffect: Bool)
    /// The answer looks strange, and says what it should.
    case readable
  }

  /// The ways in which there is no server to send to.
  enum Network: Sendable {
    case refusesConnections
    case unknownName
    case silent
    case untrusted
    /// A server that ends each HTTP/2 connection, and says that it processed nothing.
    case goingAway
    /// A server that refuses each HTTP/2 stream before it processes it.
    case refusingStreams
  }

  /// What happens to the request in place of an answer.
  ///
  /// - Parameter reply: the API's own, head and body, if the request took effect.
  typealias Answer = @Sendable (_ peer: ServerConnection, _ request: ReceivedRequest, _ reply: [UInt8]) -> Void

  /// What happens to the look-up of a write.
  ///
  /// - Parameter ask: the API's reply to a request, head and body.
  typealias LookUp = @Sendable (_ peer: ServerConnection, _ request: ReceivedRequest, _ ask: Ask) -> Void
  typealias Ask = (ReceivedRequest) -> [UInt8]

  enum Means: Sendable {
    case network(Network)
    case answer(Answer)
  }

  let name: String
  let effect: Effect
  /// The error code of a read.
  let code: String
  /// The error code of a refused write.
  let writeCode: String
  let retry: String
  /// Whether only the client's timeout ends it.
  let isSlow: Bool
  let means: Means
  /// The fault of look-ups; nil if they pass.
  var lookUp: LookUp?
  /// The error code of a create whose look-up failed and which therefore sends nothing; nil if look-ups pass.
  var lookUpCode: String?

  var tookEffect: Bool { effect == .uncertain(tookEffect: true) || effect == .readable }

  init(_ name: String, _ code: String, retry: String, isSlow: Bool = false, _ network: Network) {
    (self.name, self.code, self.retry, self.isSlow) = (name, code, retry, isSlow)
    (effect, writeCode, means) = (.unreached, code, .network(network))
  }

  init(
    _ name: String, _ effect: Effect, _ code: String, write: String? = nil, retry: String, isSlow: Bool = false,
    _ answer: @escaping Answer
  ) {
    (self.name, self.effect, self.code, self.retry, self.isSlow) = (name, effect, code, retry, isSlow)
    writeCode = write ?? code
    means = .answer(answer)
  }
}
