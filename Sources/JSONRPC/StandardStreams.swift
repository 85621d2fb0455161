import Glibc

/// Keeps stdout for protocol messages.
package enum StandardStreams {
  /// Call before anything else. Opens those of the descriptors 0 to 2 that the parent has closed. Ignores SIGPIPE and
  /// SIGXFSZ: a client that has closed its end, and a file that may not grow, show as failed writes.
  package static func prepare() {
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
    openMissing()
  }

  /// Duplicates stdout to a private descriptor, which is returned, and points descriptor 1 at stderr, so that a stray
  /// `print` of any library lands there. Call after `prepare`, and before a file stays open.
  package static func separateOutput() -> Int32 {
    let output = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3)
    dup2(STDERR_FILENO, STDOUT_FILENO)
    return output
  }

  /// A parent may start us with descriptors 0 to 2 closed; a socket opened later must not get one of these numbers.
  private static func openMissing() {
    for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) < 0 {
      _ = open("/dev/null", descriptor == STDIN_FILENO ? O_RDONLY : O_WRONLY)
    }
  }
}
