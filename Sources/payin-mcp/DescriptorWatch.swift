import HTTP
import PayIn

/// Looks at the start whether the limit on open files leaves enough to work with.
enum DescriptorWatch {
  /// One line on standard error if calls are likely to fail.
  static func warnIfFew(in language: Language) {
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
