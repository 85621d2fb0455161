extension Phrase {
  // MARK: Progress and end of an order

  static let merchant = Phrase("Test merchant", "测试商家")
  static let progress = Phrase("Progress of the payment", "付款进度")
  static let stepNotSeen = Phrase("Not seen yet", "尚未检测到")
  static let stepSeenPart = Phrase("Part seen", "已检测到部分")
  static let stepConfirmations = Phrase("{seen} of {required} confirmations", "{seen} / {required} 个确认")
  static let stepConfirmationsNeeded = Phrase("{required} confirmations", "{required} 个确认")
  static let stepDone = Phrase("done", "已完成")
  static let stepCurrent = Phrase("now", "进行中")
  static let stepAhead = Phrase("to come", "未开始")
  static let confirmingAdvice = Phrase(
    "You may close this page. The order completes once the payment is confirmed, if that is before",
    "您可以关闭本页。付款确认后订单会自动完成，最迟须在此时间前确认：")
  static let receipt = Phrase("Receipt", "收据")
  static let paidAt = Phrase("Paid at", "付款时间")
  static let payTo = Phrase("Paid to", "收款方")
  static let item = Phrase("For", "项目")
  static let paidOn = Phrase("Network", "网络")
  static let addressPaid = Phrase("Address", "收款地址")
  static let printReceipt = Phrase("Print the receipt", "打印收据")
  static let leaving = Phrase("You are taken back to the merchant in a moment.", "即将返回商家页面。")
  static let stay = Phrase("Stay on this page", "留在本页")
  static let whatNow = Phrase("What to do now", "接下来怎么办")
  static let endedAt = Phrase("The order ended:", "订单结束时间：")
  static let orderAgain = Phrase("Order again", "重新下单")

  // MARK: Play the payer

  static let simulator = Phrase("Play the payer", "模拟付款")
  static let simulatorDetail = Phrase(
    "Only the sandbox has these buttons. A payment is confirmed at once, unless it says otherwise.",
    "这些按钮仅存在于沙盒中。除非另有说明，付款会立即得到确认。")
  static let groupPayments = Phrase("Pay", "付款")
  static let groupMistakes = Phrase("Go wrong", "出错")
  static let groupNetwork = Phrase("The network", "网络")
  static let payExact = Phrase("Pay exactly {payment}", "足额付款 {payment}")
  static let payUnconfirmed = Phrase("Pay {payment} unconfirmed", "付款 {payment}，暂不确认")
  static let payUnconfirmedNote = Phrase("Then add blocks and watch", "随后逐块确认")
  static let payPartial = Phrase("Pay a part: {payment}", "部分付款 {payment}")
  static let payOver = Phrase("Pay too much: {payment}", "超额付款 {payment}")
  static let payWrongToken = Phrase("Pay the wrong token: {payment}", "用错误的代币付款 {payment}")
  static let payWrongChain = Phrase("Pay on the wrong network: {chain}", "通过错误的网络付款：{chain}")
  static let payLate = Phrase("Pay late: {payment}", "逾期付款 {payment}")
  static let payLateNote = Phrase("Moves the sandbox's clock past the end", "将沙盒时钟拨到订单结束之后")
  static let payAgain = Phrase("Pay a second time: {payment}", "再次付款 {payment}")
  static let nextBlock = Phrase("Next block: one confirmation more", "下一区块：增加一个确认")
  static let allBlocks = Phrase("Confirm at once", "立即确认")
  static let reorganisation = Phrase("Take the last payment back", "撤回最近一笔付款")
  static let reorganisationNote = Phrase("A reorganisation of the chain drops it", "链重组使其消失")
}
