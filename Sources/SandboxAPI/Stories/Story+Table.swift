import SandboxModel

extension Story {
  /// All stories, in the order in which they are listed.
  package static let all = Name.allCases.map(Story.named)

  package static func named(_ name: Name) -> Story {
    switch name {
    case .checkoutPaid: checkoutPaid
    case .paidInTwoParts: paidInTwoParts
    case .overpaid: overpaid
    case .underpaidExpired: underpaidExpired
    case .lateInGrace: lateInGrace
    case .wrongToken: wrongToken
    case .reorg: reorg
    case .depositTwice: depositTwice
    case .poolEmpty: poolEmpty
    case .webhookDownThenUp: webhookDownThenUp
    }
  }

  private static let depositTwice = Story(
    name: .depositTwice, title: StoryText("A user deposits twice", "用户充值两次"),
    steps: [
      Step(
        0, .bindAddress, text: StoryText("An EVM address is bound to a user.", "为用户绑定一个 EVM 地址。"),
        events: .depositAddressBound),
      Step(
        15, .deposit("10"), text: StoryText("A deposit of 10 USDC is seen.", "检测到 10 USDC 的充值。"),
        events: .depositPending),
      Step(
        30, .addBlocks(3), text: StoryText("It is confirmed: 10 USDC in total.", "充值已确认：合计 10 USDC。"),
        events: .depositConfirmed, .depositCompleted),
      Step(
        45, .deposit("15"), text: StoryText("A second deposit, of 15 USDC, is seen.", "检测到第二笔充值 15 USDC。"),
        events: .depositPending),
      Step(
        60, .addBlocks(3), text: StoryText("It is confirmed: 25 USDC in total.", "充值已确认：合计 25 USDC。"),
        events: .depositConfirmed, .depositCompleted),
    ],
    end: StoryText(
      "The user has two confirmed deposits, 25 USDC in total, and keeps the address.",
      "用户有两笔已确认的充值，合计 25 USDC，地址保留。"))
}
