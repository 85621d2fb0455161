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
    "The network is confirming it. There is nothing more for you to do.",
    "正在等待网络确认，您无需再做任何操作。")
  static let graceHeadline = Phrase("The payment window is over", "付款时限已过")
  static let graceDetail = Phrase(
    "{missing} are missing. A payment that arrives within the grace period still counts.",
    "还差 {missing}。宽限期内到账的付款仍然有效。")
  static let timeLeft = Phrase("Time left to pay", "剩余付款时间")
  static let graceLeft = Phrase("Grace period ends in", "宽限期剩余")
  static let paid = Phrase("Paid", "付款成功")
  static let paidDetail = Phrase("The full amount has arrived. Thank you!", "已收到全部款项，感谢您的付款！")
  static let paidTooMuch = Phrase(
    "The order is complete. {surplus} more than asked for arrived; ask the merchant about it.",
    "订单已完成。多收到 {surplus}，请与商家联系。")
  static let expired = Phrase("This order has expired", "订单已过期")
  static let expiredDetail = Phrase(
    "No payment arrived in time. Do not send anything to its address any more.",
    "未在规定时间内收到付款。请勿再向该地址转账。")
  static let expiredPartly = Phrase(
    "Only {received} arrived in time. Ask the merchant about it, and do not send anything more.",
    "规定时间内仅收到 {received}。请与商家联系，并且不要再转账。")
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
  static let qrLabel = Phrase("QR code with the payment: token, network, address and amount", "付款二维码，包含代币、网络、地址和金额")
  static let sendOnly = Phrase(
    "Send only {token} on {chain}. Other tokens, or another network, do not count.",
    "仅支持通过 {chain} 转入 {token}。其他代币或其他网络的转账无效。")
  static let amount = Phrase("Amount", "订单金额")
  static let received = Phrase("Received", "已收到")
  static let missing = Phrase("Missing", "还差")
  static let confirmations = Phrase("Confirmations", "确认数")
  static let confirmationsNeeded = Phrase("{required} needed", "需要 {required} 个")
  static let confirmationsSeen = Phrase("{seen} of {required}", "{seen} / {required}")
  static let payUntil = Phrase("Pay until", "付款截止")
  static let graceUntil = Phrase("Grace until", "宽限期截止")
  static let reference = Phrase("Reference", "商户单号")
  static let orderId = Phrase("Order", "订单号")
  static let transfers = Phrase("Transfers", "转账记录")
  static let transferPending = Phrase("waiting for confirmations", "等待确认")
  static let transferConfirmed = Phrase("confirmed", "已确认")
  static let transferWrongToken = Phrase("does not count: wrong token", "无效：代币错误")
  static let transferWrongChain = Phrase("does not count: wrong network", "无效：网络错误")
  static let transferTooLate = Phrase("does not count: the order had ended", "无效：订单已结束")
  static let simulator = Phrase("Play the payer", "模拟付款")
  static let simulatorDetail = Phrase(
    "Only the sandbox has these buttons. Each makes a confirmed transfer, as if a wallet had sent it.",
    "这些按钮仅存在于沙盒中。每次点击都会生成一笔已确认的转账，如同由钱包发出。")
  static let payExact = Phrase("Pay exactly {payment}", "足额付款 {payment}")
  static let payPartial = Phrase("Pay a part: {payment}", "部分付款 {payment}")
  static let payOver = Phrase("Pay too much: {payment}", "超额付款 {payment}")
  static let payWrongToken = Phrase("Pay the wrong token: {payment}", "用错误的代币付款 {payment}")
  static let payWrongChain = Phrase("Pay on the wrong network: {chain}", "通过错误的网络付款：{chain}")
}
