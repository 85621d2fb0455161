import Synchronization

/// The first signal asks a command to end, and can be waited for. The next ends the process at once: whoever asks
/// twice does not want to wait.
final class FirstSignal: Sendable {
  private let asked: AsyncStream<Void>
  private let sender: AsyncStream<Void>.Continuation
  private let hasCome = Atomic(false)

  init() {
    (asked, sender) = AsyncStream.makeStream()
  }

  func take(_ number: Int32) {
    guard number != TerminationSignals.parentDeath else { return }
    if hasCome.exchange(true, ordering: .relaxed) { TerminationSignals.die(of: number) }
    sender.finish()
  }

  /// Returns at once if it has come.
  func wait() async {
    for await _ in asked {}
  }
}
