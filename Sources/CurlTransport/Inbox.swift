/// What other threads ask of the curl thread, in order.
struct Inbox {
  enum Command {
    case start(Submission)
    case cancel(Call)
  }

  private(set) var commands: [Command] = []
  private(set) var isStopping = false

  /// Whether the thread has been woken already and has not looked yet.
  var isEmpty: Bool { commands.isEmpty && !isStopping }

  mutating func append(_ command: Command) {
    commands.append(command)
  }

  mutating func stop() {
    isStopping = true
  }

  mutating func take() -> Inbox {
    defer { commands.removeAll() }
    return self
  }
}
