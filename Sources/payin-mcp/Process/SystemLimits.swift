import Glibc
import HTTP
import PayIn
import Threads

/// Limits of the system that this program cannot work with.
enum SystemLimits {
  /// Writes a line to standard error if the limit on open files is so low that calls are likely to fail.
  static func warnOfFewDescriptors(in language: Language) {
    let limit = DescriptorLimit.hard
    guard limit < DescriptorLimit.minimum else { return }
    StandardError.write("payin-mcp: \(warning(limit).rendered(in: language))")
  }

  private static func warning(_ limit: Int) -> LocalizedText {
    let (limit, minimum) = (DisplayText(raw: "\(limit)"), DisplayText(raw: "\(DescriptorLimit.minimum)"))
    return LocalizedText(
      """
      The system lets this process open only \(limit) files and sockets, so that calls may fail. Raise the limit \
      (ulimit -n) to \(minimum) at least; 1024 leave room for every connection
      """,
      """
      系统只允许本进程打开 \(limit) 个文件和套接字，调用可能失败。请将上限（ulimit -n）提高到至少 \(minimum)；1024 足以容纳全部连接
      """)
  }
}

extension ThreadError {
  /// States the reason, the limits that may cause it, and the number of threads needed: five at the start, one for libcurl,
  /// one for its look-up of a name, two for the embedded sandbox, and one more for tasks.
  private var message: LocalizedText {
    let reason = DisplayText(raw: String(cString: strerror(number)))
    return LocalizedText(
      """
      The system lets this process start no more threads (\(reason)). It needs 10 in all: raise what limits processes \
      and threads, such as ulimit -u, pids.max of a cgroup or docker run --pids-limit
      """,
      """
      系统不允许本进程再启动线程（\(reason)）。总共需要 10 个线程：请提高对进程和线程数的限制，例如 ulimit -u、cgroup 的 pids.max \
      或 docker run --pids-limit
      """)
  }

  /// Writes the message to standard error, and returns the exit status of the process.
  func report(in language: Language) -> ExitStatus {
    StandardError.write("payin-mcp: \(message.rendered(in: language))")
    return .configuration
  }
}
