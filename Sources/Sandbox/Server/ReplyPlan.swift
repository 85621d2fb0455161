import HTTP

/// An answer, and how it leaves.
struct ReplyPlan: Sendable {
  enum Manner: Sendable, Equatable {
    case whole
    /// Half of the body, then the end of the connection.
    case truncated
    /// Not at all: the connection is reset.
    case reset
    /// Not at all: the connection stays until the client gives up.
    case hang
  }

  var response = HTTPResponse(status: 500)
  var delayMilliseconds = 0
  var manner = Manner.whole
}
