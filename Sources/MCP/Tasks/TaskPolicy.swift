package import JSON

/// The way in which calls of a tool run as tasks. A tool without one is never a task.
package struct TaskPolicy: Sendable {
  /// The longest time that a call with these arguments takes.
  package let limit: @Sendable (JSONObject) -> Duration
  /// The status message of a task that works, for people and models.
  ///
  /// - Parameters:
  ///   - progress: what the tool has reported last; nil at first.
  ///   - outlivesProcess: whether a later process goes on with the task.
  package let message: @Sendable (_ progress: String?, _ outlivesProcess: Bool) -> String
  /// Whether a call with these arguments can wait at all. One that cannot is answered itself, with what is wrong.
  package var canWait: @Sendable (JSONObject) -> Bool = { _ in true }

  package init(
    limit: @escaping @Sendable (JSONObject) -> Duration,
    message: @escaping @Sendable (_ progress: String?, _ outlivesProcess: Bool) -> String
  ) {
    (self.limit, self.message) = (limit, message)
  }
}

/// The task that a call runs as. The end of the input does not end its wait: the process ends it, or the client.
package struct TaskContext: Sendable {
  /// The time that the call has left.
  package let time: Duration
  /// Takes a text that says how far the call is.
  package let report: @Sendable (String) -> Void

  package init(time: Duration, report: @escaping @Sendable (String) -> Void) {
    (self.time, self.report) = (time, report)
  }
}
