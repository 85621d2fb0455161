import CLinux
import Glibc

/// Starts detached threads for blocking calls, which would hold up the threads that tasks share.
package enum POSIXThread {
  private final class Body {
    private let name: String
    private let run: @Sendable () -> Void

    init(_ name: String, _ run: @escaping @Sendable () -> Void) {
      self.name = name
      self.run = run
    }

    func callAsFunction() {
      pthread_setname_np(pthread_self(), name)
      run()
    }
  }

  /// - Parameter name: the name that the system shows for the thread, at most 15 bytes (pthread_setname_np(3)).
  /// - Throws: `ThreadError` if the system allows no further thread. `run` is then never called.
  package static func start(_ name: String, _ run: @escaping @Sendable () -> Void) throws(ThreadError) {
    let body = Unmanaged.passRetained(Body(name, run))
    var thread = pthread_t()
    let status = pthread_create(
      &thread, nil,
      { context in
        guard let context else { return nil }
        Unmanaged<Body>.fromOpaque(context).takeRetainedValue()()
        return nil
      }, body.toOpaque())
    guard status == 0 else {
      body.release()
      throw ThreadError(number: status)
    }
    pthread_detach(thread)
  }
}

/// The system allows this process no further thread (pthread_create(3)).
package struct ThreadError: Error, Equatable {
  /// The error number of errno(3): EAGAIN where a limit on tasks or memory was reached.
  package let number: CInt

  package init(number: CInt) {
    self.number = number
  }
}
