import Threads

/// Long computing on a thread of its own: the pool that tests run on has few, and other tests wait there for answers
/// that have a deadline.
package enum TestThread {
  package static func run<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
      POSIXThread.startForTest { continuation.resume(with: Result { try body() }) }
    }
  }
}

extension POSIXThread {
  /// A test without its threads can say nothing.
  static func startForTest(_ run: @escaping @Sendable () -> Void) {
    do throws(ThreadError) {
      try start("test", run)
    } catch {
      preconditionFailure("no thread for a test: \(error)")
    }
  }
}
