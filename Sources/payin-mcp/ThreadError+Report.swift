import Glibc
import PayIn
import Threads

extension ThreadError {
  /// That there is no thread to work on, what sets the limit, and how many are needed: five at the start, one for
  /// libcurl, one for its look-up of a name, two for the embedded sandbox, and one more for tasks.
  private var wording: LocalizedText {
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

  /// Says so on standard error. The status is what the process is to end with.
  func report(in language: Language) -> ExitStatus {
    StandardError.write("payin-mcp: \(wording.rendered(in: language))")
    return .configuration
  }
}
