import Glibc

/// A lock that threads can wait under for a condition; `Mutex` of the module Synchronization has none.
///
/// Unchecked, because pthread_mutex_t is made for use by many threads and never moves.
final class Lock: @unchecked Sendable {
  fileprivate let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)

  init() {
    pthread_mutex_init(mutex, nil)
  }

  deinit {
    pthread_mutex_destroy(mutex)
    mutex.deallocate()
  }

  func lock() {
    pthread_mutex_lock(mutex)
  }

  func unlock() {
    pthread_mutex_unlock(mutex)
  }
}

/// A condition that threads wait for under a lock. Waits are timed by `CLOCK_MONOTONIC` of clock_gettime(2): setting
/// the machine's date makes none of them longer or shorter.
///
/// Unchecked, because pthread_cond_t is made for use by many threads and never moves.
final class Condition: @unchecked Sendable {
  private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

  init() {
    var attributes = pthread_condattr_t()
    pthread_condattr_init(&attributes)
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
    pthread_cond_init(condition, &attributes)
    pthread_condattr_destroy(&attributes)
  }

  deinit {
    pthread_cond_destroy(condition)
    condition.deallocate()
  }

  /// Wakes one of the threads that wait, if any does.
  func signal() {
    pthread_cond_signal(condition)
  }

  /// Releases the lock, which must be held, while it waits. May return without a signal.
  func wait(_ lock: Lock) {
    pthread_cond_wait(condition, lock.mutex)
  }

  /// Waits like `wait`, but no longer than `time`.
  func wait(_ lock: Lock, atMost time: Duration) {
    var end = timespec()
    clock_gettime(CLOCK_MONOTONIC, &end)
    end.add(time)
    pthread_cond_timedwait(condition, lock.mutex, &end)
  }
}

extension timespec {
  /// - Parameter time: cut to at most a hundred years, so that no sum overflows.
  fileprivate mutating func add(_ time: Duration) {
    let time = min(max(time, .zero), .seconds(3_155_760_000))
    tv_sec += Int(time.components.seconds)
    tv_nsec += Int(time.components.attoseconds / 1_000_000_000)
    if tv_nsec >= 1_000_000_000 {
      tv_sec += 1
      tv_nsec -= 1_000_000_000
    }
  }
}
