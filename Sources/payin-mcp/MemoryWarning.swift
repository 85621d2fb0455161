import PayIn
import Sandbox

/// Says that the sandbox keeps its orders in memory although nobody asked for that.
enum MemoryWarning {
  /// Nil if memory was asked for, or a file is used.
  /// - Parameter flag: that sets another file.
  static func text(_ storage: SandboxConfiguration.Storage, flag: String) -> LocalizedText? {
    guard case .memoryInsteadOfFile(let reason) = storage else { return nil }
    return LocalizedText(
      """
      The sandbox keeps its orders in memory, and they end with this process: \(reason). Set XDG_STATE_HOME to a folder \
      that can be written, or give \(flag) a path; \(flag) :memory: says that memory is wanted.
      """,
      "沙盒将订单保存在内存中，进程结束后订单即消失：\(reason)。请将 XDG_STATE_HOME 设为可写的文件夹，或用 \(flag) 指定路径；\(flag) :memory: 表示就要使用内存。"
    )
  }
}
