import Glibc

/// Keeps stdout for protocol messages.
package enum StandardStreams {
  /// Ignores SIGPIPE and SIGXFSZ: a client that has closed its end, and a file that may not grow, show as failed writes.
  package static func ignoreSignals() {
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
  }

  /// Duplicates stdout to a private descriptor, which is returned, and points descriptor 1 at stderr, so that a stray
  /// `print` of any library lands there. Call after `openMissing`, and before a file stays open.
  package static func separateOutput() -> Int32 {
    let output = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3)
    dup2(STDERR_FILENO, STDOUT_FILENO)
    return output
  }

  /// A parent may start us with descriptors 0 to 2 closed; a socket opened later must not get one of these numbers.
  /// A stdout that was closed cannot be written then either: a result must not vanish as if it had been read.
  package static func openMissing() {
    for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) < 0 {
      _ = open("/dev/null", descriptor == STDERR_FILENO ? O_WRONLY : O_RDONLY)
    }
  }
}
