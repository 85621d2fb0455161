import Glibc
import JSONRPC

/// SIGTERM and SIGINT, taken by a thread that waits for them instead of a handler that may do next to nothing.
struct TerminationSignals {
  private let set: sigset_t

  /// Blocks the signals. Call before any other thread is started: threads inherit what is blocked.
  init() {
    var set = sigset_t()
    sigemptyset(&set)
    sigaddset(&set, SIGTERM)
    sigaddset(&set, SIGINT)
    pthread_sigmask(SIG_BLOCK, &set, nil)
    self.set = set
  }

  /// Returns when one has come. The next ends the process at once: whoever asks twice does not want to wait.
  func next() async {
    await withCheckedContinuation { continuation in
      POSIXThread.start { [set] in
        var set = set
        var number: Int32 = 0
        while sigwait(&set, &number) != 0 {}
        pthread_sigmask(SIG_UNBLOCK, &set, nil)
        continuation.resume()
        while true { pause() }
      }
    }
  }

  /// After `stop` the process dies of the signal itself, so that whoever waits for it sees the usual status.
  func handle(_ stop: @escaping @Sendable () -> Void) {
    POSIXThread.start { [set] in
      var set = set
      var number: Int32 = 0
      guard sigwait(&set, &number) == 0 else { return }
      stop()
      signal(number, SIG_DFL)
      pthread_sigmask(SIG_UNBLOCK, &set, nil)
      raise(number)
    }
  }
}
