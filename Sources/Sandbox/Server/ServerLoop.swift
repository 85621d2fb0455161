import Glibc
import HTTP
import NIOCore
import NIOPosix
import SandboxAPI
import SandboxModel
import Synchronization
import Threads

/// The event loop of all sandboxes of this process, on its own thread.
///
/// It is never shut down, because NIO uses libdispatch for that; an idle one costs nothing.
enum ServerLoop {
  /// The number of descriptors for a loop, a listening socket and a first connection with both ends in this process.
  /// NIO traps without a descriptor for its loop, and a connection that cannot be accepted hangs.
  private static let descriptors = 10

  private static let loop = Mutex<(any EventLoop)?>(nil)

  /// Returns the loop, and starts it at the first call.
  static func shared() throws -> any EventLoop {
    try loop.withLock { loop in
      if let loop { return loop }
      guard DescriptorLimit.canOpen(descriptors) else { throw SandboxError.noDescriptors }
      let made = try start()
      loop = made
      return made
    }
  }

  private static func start() throws(ThreadError) -> any EventLoop {
    let promise = LoopPromise()
    try POSIXThread.start("sandbox-http") {
      MultiThreadedEventLoopGroup.withCurrentThreadAsEventLoop { promise.fulfil($0) }
    }
    return promise.wait()
  }

  /// Hands the loop from its thread to the thread that has started it.
  private final class LoopPromise: Sendable {
    private let loop = Mutex<(any EventLoop)?>(nil)
    private let isFulfilled = Wakeup()

    func fulfil(_ made: any EventLoop) {
      loop.withLock { $0 = made }
      isFulfilled.raise()
    }

    func wait() -> any EventLoop {
      while true {
        if let made = loop.withLock({ $0 }) { return made }
        isFulfilled.wait()
      }
    }
  }
}

extension SandboxError {
  fileprivate static let noDescriptors = SandboxError(.noResources, detail: String(cString: strerror(EMFILE)))
}
