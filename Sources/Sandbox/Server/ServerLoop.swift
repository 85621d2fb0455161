import Glibc
import HTTP
import NIOCore
import NIOPosix
import SandboxAPI
import SandboxModel
import Synchronization
import Threads

/// The event loop of all sandboxes of this process, on a thread of its own.
///
/// It is never shut down, which NIO does by libdispatch; an idle one costs nothing.
enum ServerLoop {
  /// What a loop, a listening socket and a first connection take, with both ends of it in this process. NIO ends the
  /// process where it gets no descriptor for its loop, and a connection that cannot be accepted is one that hangs.
  private static let descriptors = 10

  private static let loop = Mutex<(any EventLoop)?>(nil)

  /// Started by the first who asks.
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
    let handover = LoopPromise()
    try POSIXThread.start("sandbox-http") {
      MultiThreadedEventLoopGroup.withCurrentThreadAsEventLoop { handover.give($0) }
    }
    return handover.take()
  }

  /// From the thread of the loop to whoever has started it.
  private final class LoopPromise: Sendable {
    private let loop = Mutex<(any EventLoop)?>(nil)
    private let isGiven = Wakeup()

    func give(_ made: any EventLoop) {
      loop.withLock { $0 = made }
      isGiven.raise()
    }

    func take() -> any EventLoop {
      while true {
        if let made = loop.withLock({ $0 }) { return made }
        isGiven.wait()
      }
    }
  }
}

extension SandboxError {
  fileprivate static let noDescriptors = SandboxError(.noResources, detail: String(cString: strerror(EMFILE)))
}
