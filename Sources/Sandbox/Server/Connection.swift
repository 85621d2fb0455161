import NIOCore

/// One connection to the server, and what it is doing. Belongs to the event loop.
final class Connection {
  enum Activity {
    /// No part of a request has come since the last answer.
    case idle
    /// A part of a request has come.
    case receiving
    /// The request is carried out, or a fault holds the answer back. That takes as long as it takes.
    case answering
    /// The answer was handed over, and the client has not taken all of it.
    case sending
  }

  let channel: any Channel
  private(set) var activity = Activity.idle
  private(set) var since = NIODeadline.now()

  init(_ channel: any Channel) {
    self.channel = channel
  }

  /// Each call starts the time of the activity anew.
  func note(_ activity: Activity) {
    self.activity = activity
    since = .now()
  }
}
