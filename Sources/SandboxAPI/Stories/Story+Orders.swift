import SandboxModel

/// The stories of one order.
extension Story {
  private static let created = Step(
    0, .createOrder(),
    text: StoryText(
      "An order for 25 USDC is made; its page waits for the payment.", "创建 25 USDC 的订单，付款页等待付款。"),
    events: .orderCreated)
  private static let createdForTwoMinutes = Step(
    0, .createOrder(windowMinutes: 1, graceMinutes: 1),
    text: StoryText(
      "An order for 25 USDC is made, with one minute to pay and one minute of grace.",
      "创建 25 USDC 的订单，付款时限 1 分钟，宽限期 1 分钟。"), events: .orderCreated)

  private static func seen(_ seconds: Int) -> Step {
    Step(
      seconds, .pay(.exact),
      text: StoryText(
        "The payer sends 25 USDC; the payment is seen, with 0 of 3 confirmations.",
        "付款人转入 25 USDC；已检测到付款，确认数 0/3。"))
  }

  private static func completed(_ seconds: Int, blocks: Int = 3) -> Step {
    Step(
      seconds, .addBlocks(blocks),
      text: StoryText(
        "The third confirmation arrives, and the order is completed.", "达到第 3 个确认，订单完成。"),
      events: .orderCompleted)
  }

  static let checkoutPaid = Story(
    name: .checkoutPaid, title: StoryText("A checkout is paid", "结账并付款"),
    steps: [
      created, seen(15),
      Step(30, .addBlocks(1), text: StoryText("The first block is added: 1 of 3 confirmations.", "新增第 1 个区块：确认数 1/3。")),
      Step(
        45, .addBlocks(1), text: StoryText("The second block is added: 2 of 3 confirmations.", "新增第 2 个区块：确认数 2/3。")),
      completed(60, blocks: 1),
    ],
    end: StoryText("The order is completed with 25 USDC.", "订单已完成，收到 25 USDC。"))

  static let paidInTwoParts = Story(
    name: .paidInTwoParts, title: StoryText("An order is paid in two parts", "分两次付款"),
    steps: [
      created,
      Step(
        15, .pay(.partial), text: StoryText("The payer sends 12.5 USDC, half of the amount.", "付款人转入一半，即 12.5 USDC。")),
      Step(
        30, .addBlocks(3),
        text: StoryText(
          "The first part is confirmed; the order is still pending, and 12.5 USDC are missing.",
          "第一笔已确认；订单仍待付款，还差 12.5 USDC。")),
      Step(45, .pay(.exact), text: StoryText("The payer sends the missing 12.5 USDC.", "付款人补足 12.5 USDC。")),
      Step(
        60, .addBlocks(3),
        text: StoryText("The second part is confirmed, and the order is completed.", "第二笔已确认，订单完成。"),
        events: .orderCompleted),
    ],
    end: StoryText("The order is completed with 25 USDC from two transfers.", "订单已完成，两笔转账共 25 USDC。"))

  static let overpaid = Story(
    name: .overpaid, title: StoryText("An order is overpaid", "超额付款"),
    steps: [
      created,
      Step(15, .pay(.over), text: StoryText("The payer sends 27.5 USDC, a tenth too much.", "付款人转入 27.5 USDC，多付十分之一。")),
      completed(30),
    ],
    end: StoryText(
      "The order is completed with 27.5 USDC. There is no state of its own for 2.5 USDC too much.",
      "订单已完成，收到 27.5 USDC。多付的 2.5 USDC 没有单独的状态。"))

  static let underpaidExpired = Story(
    name: .underpaidExpired, title: StoryText("An order is underpaid and expires", "少付后过期"),
    steps: [
      createdForTwoMinutes,
      Step(
        15, .pay(.partial), text: StoryText("The payer sends 12.5 USDC, half of the amount.", "付款人转入一半，即 12.5 USDC。")),
      Step(
        30, .addBlocks(3),
        text: StoryText("The part is confirmed; 12.5 USDC are missing.", "该笔已确认；还差 12.5 USDC。")),
      Step(
        60, .wait,
        text: StoryText(
          "The time to pay is over; a payment in the grace period still counts.", "付款时限已过；宽限期内的付款仍然有效。")),
      Step(
        120, .wait, text: StoryText("The grace period ends, and the order expires.", "宽限期结束，订单过期。"),
        events: .orderExpired),
    ],
    end: StoryText(
      "The order has expired. The merchant keeps the 12.5 USDC; the API has no refund.",
      "订单已过期。12.5 USDC 归商家所有；API 没有退款功能。"))

  static let lateInGrace = Story(
    name: .lateInGrace, title: StoryText("A payment arrives late, in the grace period", "宽限期内迟到的付款"),
    steps: [
      createdForTwoMinutes,
      Step(
        60, .wait,
        text: StoryText("The time to pay is over, and nothing has arrived.", "付款时限已过，尚未收到付款。")),
      seen(75), completed(90),
    ],
    end: StoryText("The order is completed with 25 USDC, after its payment window.", "订单在付款时限之后完成，收到 25 USDC。"))
}

/// Stories in which something is wrong at first.
extension Story {
  static let wrongToken = Story(
    name: .wrongToken, title: StoryText("The wrong token arrives first", "先转错代币"),
    steps: [
      created,
      Step(
        15, .pay(.wrongToken),
        text: StoryText(
          "The payer sends 25 USDT instead of USDC. It does not count, and the order shows 0 received.",
          "付款人误转 25 USDT 而非 USDC。此笔不计入，订单显示已收到 0。")),
      seen(30), completed(45),
    ],
    end: StoryText(
      "The order is completed with 25 USDC. The USDT stay at the address and count nowhere.",
      "订单已完成，收到 25 USDC。USDT 留在地址上，不计入任何统计。"))

  static let reorg = Story(
    name: .reorg, title: StoryText("The network takes a payment back", "付款被网络撤回"),
    steps: [
      created, seen(15),
      Step(30, .addBlocks(1), text: StoryText("The first block is added: 1 of 3 confirmations.", "新增第 1 个区块：确认数 1/3。")),
      Step(
        45, .takeBack,
        text: StoryText(
          "A reorganisation of the chain takes the transfer back. The order shows 0 received again, and no event is sent.",
          "链重组撤回了这笔转账。订单重新显示已收到 0，不发送任何事件。")),
      Step(
        60, .sendAgain,
        text: StoryText(
          "The same transaction gets into another block, with 0 of 3 confirmations.", "同一笔交易进入另一个区块，确认数 0/3。")),
      completed(75),
    ],
    end: StoryText("The order is completed with 25 USDC, by the same transaction.", "订单由同一笔交易完成，收到 25 USDC。"))

  static let poolEmpty = Story(
    name: .poolEmpty, title: StoryText("The pool of addresses is empty", "地址池已空"),
    steps: [
      Step(
        0, .drainPool,
        text: StoryText("Every free EVM address is taken out of the pool.", "取出地址池中所有空闲的 EVM 地址。")),
      Step(
        15, .orderWithoutAddress,
        text: StoryText(
          "An order for 25 USDC is refused, because no address is free.", "25 USDC 的订单被拒绝，因为没有空闲地址。")),
      Step(
        30, .restorePool,
        text: StoryText("The pool gets back the addresses that the story took.", "故事取出的地址归还地址池。")),
      Step(
        45, .createOrder(), text: StoryText("The same order is made.", "同一订单创建成功。"), events: .orderCreated),
      Step(
        60, .pay(.exact), .addBlocks(3),
        text: StoryText(
          "The payer sends 25 USDC; it is confirmed, and the order is completed.", "付款人转入 25 USDC；确认后订单完成。"),
        events: .orderCompleted),
    ],
    end: StoryText("The order is completed, and the pool is as it was.", "订单已完成，地址池恢复原状。"))

  static let webhookDownThenUp = Story(
    name: .webhookDownThenUp, title: StoryText("The webhook endpoint is down, then up", "Webhook 端点先不可用后恢复"),
    steps: [
      created, seen(15),
      Step(
        30, .addBlocks(3), .failDeliveries,
        text: StoryText(
          "The order is completed. Its webhook gets 503: the story plays an endpoint that is down, and nothing is sent.",
          "订单完成。其 Webhook 得到 503：故事模拟端点不可用，实际没有发送。"), events: .orderCompleted),
      Step(
        31, .failDeliveries,
        text: StoryText("The second attempt, after 1 s, gets 503 too.", "1 秒后的第二次尝试同样得到 503。")),
      Step(
        33, .leaveDeliveries,
        text: StoryText(
          "The endpoint is up again: the third attempt, after 2 s more, goes to your endpoint.",
          "端点恢复：再过 2 秒后的第三次尝试发往您的端点。")),
    ],
    end: StoryText(
      "The order is completed, and its event is delivered at the third attempt, with the id it had at the first.",
      "订单已完成，事件在第三次尝试时送达，id 与第一次相同。"))
}
