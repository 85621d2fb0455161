import JSON
import PayIn

extension Summary {
  static func takenBack(_ payment: SimulatedPayment) -> LocalizedText {
    let money = money(payment.transfer)
    return .sentences(
      LocalizedText(
        "The network took the payment of \(money[.english]) back: it counts nowhere.",
        "网络已撤回一笔付款，金额 \(money[.chinese])：不再计入。"),
      payment.order.map { order($0, tellsAmounts: true) } ?? .empty,
      payment.depositor.map {
        let (reference, money) = ($0.reference, sum($0.totals))
        return LocalizedText(
          "\(quoted: reference) has confirmed deposits of \(money).", "\(quoted: reference) 已确认的充值合计 \(money)。")
      } ?? .empty)
  }

  /// What has come of a story, what its clock did to others and where to look at it; then what each step did, and when the
  /// others follow.
  static func played(_ played: PlayedStory) -> LocalizedText {
    .sentences(
      [outcome(of: played), events(of: played), clock(of: played), place(of: played)]
        + played.steps.filter(\.isDone).map(step)
        + [rest(of: played)])
  }

  private static func outcome(of played: PlayedStory) -> LocalizedText {
    let name = played.story["story"] ?? "?"
    let isOver = played.story["state"] != "playing"
    let verb =
      (isOver ? LocalizedText("Played \(name)", "已播放 \(name)") : LocalizedText("Started \(name)", "已开始 \(name)"))
      + failures(of: played)
    if let order = played.order {
      let (id, status) = (order["orderId"] ?? "", order["status"] ?? "?")
      return verb + LocalizedText(": order \(id) is \(status)", "：订单 \(id)，状态 \(status)")
        + received(OrderProgress(order)) + LocalizedText(".", "。")
    }
    let reference = played.story["reference"] ?? ""
    guard let totals = played.totals else { return verb + LocalizedText(".", "。") }
    let money = sum(totals)
    return verb
      + LocalizedText(
        ": \(quoted: reference) has confirmed deposits of \(money).", "：\(quoted: reference) 已确认的充值合计 \(money)。")
  }

  private static func sum(_ totals: JSONObject) -> String {
    let sums = totals.members.map { "\($0.value.string ?? "?") \($0.name)" }
    return sums.isEmpty ? "0" : sums.joined(separator: ", ")
  }

  /// The number of the steps that did something else than they say; empty if none did.
  private static func failures(of played: PlayedStory) -> LocalizedText {
    let (failed, all) = (played.steps.count { $0.problem != nil }, played.steps.count)
    guard failed > 0 else { return .empty }
    return LocalizedText(
      ", but \(failed) of \(all) steps did not happen as they should", "，但 \(all) 步中有 \(failed) 步未如预期")
  }

  /// The time to which a story at once has moved the clock, which is everyone's.
  private static func clock(of played: PlayedStory) -> LocalizedText {
    guard let clock = played.clock else { return .empty }
    let (time, ahead) = (clock["time"] ?? "?", count(clock, "aheadSeconds"))
    let ended = clock.fields["endedOrders"]?.number?.integer ?? 0
    let others =
      ended == 0
      ? LocalizedText.empty
      : LocalizedText(
        ", and \(ended) other \(ended == 1 ? "order" : "orders") ended on the way", "，期间另有 \(ended) 个订单结束")
    return LocalizedText(
      "The sandbox's clock was moved to \(time), \(ahead) s ahead of this machine's, for all orders\(others[.english]).",
      "沙盒时钟已调到 \(time)，比本机快 \(ahead) 秒，对所有订单生效\(others[.chinese])。")
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
      start + step.text,
      LocalizedText("What happened instead: \(problem[.english]).", "实际情况：\(problem[.chinese])。"))
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
