package import JSON
import JSONRPC

/// Why a script did not get through.
package struct RunFailure: Error, Sendable {
  package let cause: Cause
  /// The step that could not be done; nil for what only the end of the script showed.
  package let step: Step?

  package enum Cause: Error, Sendable {
    /// An answer is not as expected.
    case mismatch(Mismatch, answer: JSONValue)
    /// An answer is a success, or a failure with another code.
    case otherError(expected: JSONValue, answer: JSONValue)
    /// A call has failed, and no `expect` follows it.
    case failedCall(answer: JSONValue, questions: [String])
    case violation(ProtocolViolation)
    /// The time of `within` has run out.
    case timeout(Awaited, after: Duration)
    /// The server has ended where something was still wanted of it.
    case serverEnded(ServerProcess.Exit, Awaited)
    /// The server has closed its output and runs on.
    case outputClosed(Awaited)
    case exitStatus(expected: Int32, ServerProcess.Exit)
    case cannotStart(ServerProcess.SpawnError)
    /// The server has chosen another revision than the script says.
    case otherRevision(wanted: String, chosen: String)
    /// `reply` stands for a question that the server did not ask.
    case unaskedReply(method: String)
    /// The step cannot be executed as it is written.
    case script(BilingualText)
    /// The file is no script: the first problem, and how many there are.
    case unreadable(ScriptProblem, count: Int)
  }

  /// What was waited for.
  package enum Awaited: Sendable, Equatable {
    case answer
    case notification
    /// The request of the server's that a frame of the script answers.
    case question
    /// That the server reads a line.
    case reading
    case end
  }
}

/// What became of a script under one revision.
package struct RunResult: Sendable {
  /// The path of the script as it was given.
  package let file: String
  /// The protocol revision; nil for a script of nothing but frames.
  package let revision: String?
  /// The number of steps that were done.
  package let steps: Int
  package let duration: Duration
  package let failure: RunFailure?
  /// The last lines to and from the server.
  package let exchange: Exchange
  /// What the server wrote to stderr, as it is.
  package let errorText: String
  /// Steps with what came in place of what was expected, by their index.
  package let updates: [Int: Step]

  /// The last frame in each direction.
  package struct Exchange: Sendable, Equatable {
    package var sent: [UInt8]?
    package var received: [UInt8]?

    package init(sent: [UInt8]? = nil, received: [UInt8]? = nil) {
      (self.sent, self.received) = (sent, received)
    }
  }
}

extension RunResult {
  /// The result of a file that is no script, and was not run.
  package init(_ problems: ScriptProblems, of file: String) {
    let failure = problems.problems.first.map {
      RunFailure(cause: .unreadable($0, count: problems.problems.count), step: nil)
    }
    self.init(
      file: file, revision: nil, steps: 0, duration: .zero, failure: failure, exchange: Exchange(), errorText: "",
      updates: [:])
  }
}

extension RunFailure {
  /// The classes of failures, which have exit statuses of their own.
  package enum Kind: String, Sendable, CaseIterable {
    case expectation
    /// What the server wrote is against the protocol.
    case violation = "protocol"
    /// The server does not run, or has not answered in time.
    case unreachable
    /// The file is no script.
    case script
  }

  package var kind: Kind {
    switch cause {
    case .mismatch, .otherError, .failedCall, .exitStatus, .otherRevision, .unaskedReply, .script: .expectation
    case .violation, .outputClosed: .violation
    case .timeout, .serverEnded, .cannotStart: .unreachable
    case .unreadable: .script
    }
  }
}
