import Glibc

/// Writes short lines without ever waiting for the reader.
///
/// An answer that is written by the thread that made it reaches the client 10 to 20 µs earlier than one that a sleeping
/// thread is woken for.
final class ImmediateWriter: Sendable {
  /// The most bytes of one write. A pipe takes so many whole or not at all (pipe(7)).
  static let limit = Int(PIPE_BUF)

  private enum Channel {
    case socket(CInt)
    /// A descriptor of our own, since the flag O_NONBLOCK of the given one belongs to all processes that have it.
    case pipe(CInt)
  }

  private let channel: Channel

  /// Returns nil for a descriptor on which a write may wait: neither a pipe nor a socket, or a pipe that /proc does not
  /// show.
  init?(_ descriptor: CInt) {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return nil }
    switch status.st_mode & S_IFMT {
    case S_IFSOCK: channel = .socket(descriptor)
    case S_IFIFO:
      let own = open("/proc/self/fd/\(descriptor)", O_WRONLY | O_NONBLOCK | O_CLOEXEC)
      guard own >= 0 else { return nil }
      channel = .pipe(own)
    default: return nil
    }
  }

  deinit {
    if case .pipe(let own) = channel { close(own) }
  }

  /// Returns the number of bytes written: 0 if the reader does not keep up, or the write failed.
  func write(_ bytes: [UInt8]) -> Int {
    switch channel {
    case .socket(let descriptor): max(0, send(descriptor, bytes, bytes.count, CInt(MSG_DONTWAIT | MSG_NOSIGNAL)))
    case .pipe(let own): max(0, Glibc.write(own, bytes, bytes.count))
    }
  }
}
