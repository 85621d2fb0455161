import JSON
import PayIn

extension Summary {
  static func takenBack(_ payment: SimulatedPayment) -> LocalizedText {
    let money = money(payment.transfer)
    return .sentences(
      LocalizedText(
        "The network took the payment of \(money[.english]) back: it counts nowhere.",
        "网络已撤回金额为 \(money[.chinese]) 的付款：不再计入。"), payment.order.map(order) ?? .empty)
  }

  /// What has come of a story and where to look at it; then what each step did, and when the others follow.
  static func played(_ played: PlayedStory) -> LocalizedText {
    .sentences(
      [outcome(of: played), events(of: played), place(of: played)] + played.steps.filter(\.isDone).map(step)
        + [rest(of: played)])
  }

  private static func outcome(of played: PlayedStory) -> LocalizedText {
    let name = played.story["story"] ?? "?"
    let isOver = played.story["state"] != "playing"
    let verb = isOver ? LocalizedText("Played \(name)", "已播放 \(name)") : LocalizedText("Started \(name)", "已开始 \(name)")
    if let order = played.order {
      let (id, status) = (order["orderId"] ?? "", order["status"] ?? "?")
      return verb + LocalizedText(": order \(id) is \(status)", "：订单 \(id)，状态 \(status)")
        + received(OrderProgress(order)) + LocalizedText(".", "。")
    }
    let reference = played.story["reference"] ?? ""
    guard let totals = played.totals else { return verb + LocalizedText(".", "。") }
    let sums = totals.members.map { "\($0.value.string ?? "?") \($0.name)" }
    let sum = sums.isEmpty ? "0" : sums.joined(separator: ", ")
    return verb
      + LocalizedText(
        ": \(quoted: reference) has confirmed deposits of \(sum).", "：\(quoted: reference) 已确认的充值合计 \(sum)。")
  }

  private static func place(of played: PlayedStory) -> LocalizedText {
    played.story["pageUrl"].map { LocalizedText("Look at \(whole: $0)", "请看：\(whole: $0)") } ?? .empty
  }

  private static func events(of played: PlayedStory) -> LocalizedText {
    guard !played.events.isEmpty else { return LocalizedText("No event so far.", "目前没有事件。") }
    let list = played.events.joined(separator: ", ")
    return LocalizedText("Events: \(list).", "事件：\(list)。")
  }

  private static func step(_ step: PlayedStory.Step) -> LocalizedText {
    let start = LocalizedText(verbatim: "[\(step.seconds ?? 0) s] ")
    guard let problem = step.problem else { return start + step.text }
    return .sentences(
      start + step.text, LocalizedText("What happened instead: \(problem).", "实际情况：\(problem)。"))
  }

  private static func rest(of played: PlayedStory) -> LocalizedText {
    guard let next = played.steps.first(where: { !$0.isDone }) else { return .empty }
    let (left, time) = (played.steps.count { !$0.isDone }, next.resource["time"] ?? "?")
    let id = played.story["storyId"] ?? ""
    return LocalizedText(
      """
      Still to come: \(left) \(left == 1 ? "step" : "steps") of story \(id), the next at \(time) of the sandbox's \
      clock; advance_clock brings it nearer.
      """,
      "故事 \(id) 还有 \(left) 步，下一步在沙盒时钟 \(time)；可用 advance_clock 快进。")
  }
}
