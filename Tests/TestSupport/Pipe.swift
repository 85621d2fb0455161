import Glibc

/// Two ends of a pipe, closed at exec.
package struct Pipe: Sendable {
  package let reading: Int32
  package let writing: Int32

  package init() {
    var ends: [Int32] = [0, 0]
    precondition(pipe(&ends) == 0, "pipe: \(errno)")
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    (reading, writing) = (ends[0], ends[1])
  }
}
