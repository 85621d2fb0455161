extension Phrase {
  // MARK: State of an order

  static let waiting = Phrase("Waiting for your payment", "等待付款")
  static let waitingDetail = Phrase(
    "Send the amount below before the time runs out. This page notices the payment by itself.",
    "请在倒计时结束前转入下列金额。到账后本页会自动更新。")
  static let partlyPaid = Phrase("Part of the payment is here", "已收到部分付款")
  static let partlyPaidDetail = Phrase(
    "Send the missing {missing} to the same address to complete the order.",
    "请向同一地址补足 {missing}，以完成订单。")
  static let confirming = Phrase("Payment seen", "已检测到付款")
  static let confirmingDetail = Phrase(
    "The network is confirming it. Do not send it again.",
    "正在等待网络确认，请勿重复付款。")
  static let graceHeadline = Phrase("The payment window is over", "付款时限已过")
  static let graceDetail = Phrase(
    "{missing} is missing. A payment that arrives within the grace period still counts.",
    "还差 {missing}。宽限期内到账的付款仍然有效。")
  static let wrongTokenArrived = Phrase("The wrong token arrived", "收到了错误的代币")
  static let wrongTokenDetail = Phrase(
    "{payment} came in. This order takes {token} only, so it does not count. {missing} is still to pay.",
    "收到 {payment}，但此订单仅接受 {token}，因此无效。仍需支付 {missing}。")
  static let wrongChainArrived = Phrase("Sent on the wrong network", "转账网络错误")
  static let wrongChainDetail = Phrase(
    "{payment} came in on {otherChain}. Only {chain} counts. {missing} is still to pay.",
    "在 {otherChain} 上收到 {payment}，仅 {chain} 有效。仍需支付 {missing}。")
  static let refusedDetail = Phrase(
    "{payment} came in, but only {token} on {chain} counts. {missing} is still to pay.",
    "收到 {payment}，但仅 {chain} 上的 {token} 有效。仍需支付 {missing}。")
  static let takenBack = Phrase("A payment was taken back", "一笔付款被撤回")
  static let takenBackDetail = Phrase(
    "The network dropped {dropped} before it was final. {missing} is still to pay, unless that payment comes back.",
    "网络在 {dropped} 最终确认之前将其撤回。除非该笔付款恢复，否则仍需支付 {missing}。")
  static let takenBackAndRefused = Phrase(
    "Not counted: {payment}. {missing} is still to pay, unless {dropped}, which the network dropped, comes back.",
    "无效：{payment}。仍需支付 {missing}，除非被网络撤回的 {dropped} 恢复。")
  static let timeLeft = Phrase("Time left to pay", "剩余付款时间")
  static let graceLeft = Phrase("Grace period ends in", "宽限期剩余")
  static let away = Phrase(
    "The sandbox does not answer, so this page may be out of date. It keeps trying.",
    "沙盒没有响应，本页内容可能不是最新的，正在重试。")
  static let onward = Phrase("Continue to the merchant", "继续前往商家")
  static let back = Phrase("Back to the merchant", "返回商家")

  // MARK: Payment of an order

  static let howToPay = Phrase("How to pay", "付款方式")
  static let send = Phrase("Send exactly", "准确转入")
  static let network = Phrase("On the network", "所用网络")
  static let toAddress = Phrase("To this address", "收款地址")
  static let scan = Phrase("Scan with a wallet", "用钱包扫码")
  static let qrLabel = Phrase("QR code with the address", "收款地址二维码")
  static let uriCode = Phrase("Code with the amount", "含金额的二维码")
  static let uriCaution = Phrase(
    "For wallets that read payment URIs. Others may send to the wrong receiver: compare the address before you pay.",
    "适用于支持支付 URI 的钱包。其他钱包可能会转给错误的收款方：付款前请核对地址。")
  static let uriLabel = Phrase("QR code with token, network, address and amount", "含代币、网络、地址和金额的二维码")
  static let sendOnly = Phrase(
    "Send only {token} on {chain}. Other tokens, or another network, do not count.",
    "仅支持通过 {chain} 转入 {token}。其他代币或其他网络的转账无效。")
  static let amount = Phrase("Amount", "订单金额")
  static let received = Phrase("Received", "已收到")
  static let confirmations = Phrase("Confirmations", "确认数")
  static let confirmationsSeen = Phrase("{seen} of {required}", "{seen} / {required}")
  static let payUntil = Phrase("Pay until", "付款截止")
  static let graceUntil = Phrase("Grace until", "宽限期截止")
  static let receivedOf = Phrase("{received} of {amount} received", "已收到 {received}，共 {amount}")
  static let reference = Phrase("Reference", "商户单号")
  static let orderId = Phrase("Order", "订单号")
  static let transfers = Phrase("Transfers", "转账记录")
  /// The state of a transfer that the network took back before it was final.
  static let transferDropped = Phrase("taken back by the network, does not count", "已被网络撤回，不计入")
  static let transferConfirmed = Phrase("confirmed", "已确认")
  static let transferWrongToken = Phrase("does not count: wrong token", "无效：代币错误")
  static let transferWrongChain = Phrase("does not count: wrong network", "无效：网络错误")
  static let transferUnconfirmed = Phrase(
    "does not count: {seen} of {required} confirmations in time", "无效：未能及时确认（{seen} / {required} 个确认）")
  static let transferNotNeeded = Phrase(
    "{seen} of {required} confirmations; the order was paid without it", "{seen} / {required} 个确认；订单未计入此笔即已付清")
  static let transferTooLate = Phrase("does not count: the order had ended", "无效：订单已结束")
}
