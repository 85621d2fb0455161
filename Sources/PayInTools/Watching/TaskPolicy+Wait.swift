import MCP
import PayIn

extension TaskPolicy {
  /// The longest wait of a task. An order is over after minutes; a depositor may take a day.
  private static let longestWait = Duration.seconds(86_400)

  /// The tasks of the tools that wait. An argument `timeoutSeconds` holds for them as for any call.
  static func wait(_ reader: DisplayContext) -> TaskPolicy {
    TaskPolicy { arguments in
      arguments.integer("timeoutSeconds").map { .seconds($0) } ?? longestWait
    } message: { progress, outlivesProcess in
      let state =
        progress.map { LocalizedText(verbatim: $0) + LocalizedText(".", "。") }
        ?? LocalizedText("Waiting for the payment.", "正在等待付款。")
      guard !outlivesProcess else { return state.rendered(for: reader) }
      return LocalizedText.sentences(state, LocalizedText("The task ends with this process.", "此任务随本进程结束。"))
        .rendered(for: reader)
    }
  }
}
