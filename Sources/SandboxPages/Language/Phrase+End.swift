extension Phrase {
  // MARK: End of an order

  static let paid = Phrase("Paid", "付款成功")
  static let paidDetail = Phrase("The full amount has arrived. Thank you!", "已收到全部款项，感谢您的付款！")
  static let paidLead = Phrase("The order is complete.", "订单已完成。")
  static let paidTooMuch = Phrase("{payment} more than asked for arrived.", "多收到 {payment}。")
  static let paidUnconfirmed = Phrase(
    "{payment} more was seen, but not confirmed.", "另检测到 {payment}，但未经确认。")
  static let paidTwice = Phrase(
    "{payment} arrived after that, which does not count.", "此后收到的 {payment} 不计入订单。")
  static let askMerchant = Phrase("Ask the merchant about it.", "请与商家联系。")
  static let expired = Phrase("This order has expired", "订单已过期")
  static let expiredDetail = Phrase(
    "No payment arrived in time. Do not send anything to its address any more.",
    "未在规定时间内收到付款。请勿再向该地址转账。")
  static let expiredPartly = Phrase("Only {payment} arrived in time.", "规定时间内仅收到 {payment}。")
  static let expiredUnconfirmed = Phrase(
    "{payment} arrived, but was not confirmed in time.", "已收到 {payment}，但网络未能及时确认。")
  static let expiredLate = Phrase(
    "{payment} arrived after the end, which does not count.", "{payment} 在订单结束后到账，不计入订单。")
  static let askAndSendNothing = Phrase(
    "Ask the merchant about it, and send nothing more.", "请与商家联系，并且不要再转账。")
  static let askBeforePaying = Phrase("Ask the merchant before you pay again.", "再次付款前请先与商家联系。")
  static let endedWrongToken = Phrase(
    "The wrong token arrived, which does not count: {payment}.", "收到错误的代币，不计入订单：{payment}。")
  static let endedWrongChain = Phrase(
    "Sent on the wrong network, which does not count: {payment}.", "转账网络错误，不计入订单：{payment}。")
  static let endedDropped = Phrase(
    "The network dropped {payment}, which may still come back.", "网络撤回了 {payment}，该款项仍可能恢复。")
  static let notConfirmed = Phrase("Not confirmed", "未确认")
  static let expiredAdvice = Phrase(
    "Nothing was paid, so nothing is lost. Start a new order if you still want to pay.",
    "您没有付款，也就没有损失。如仍需付款，请重新下单。")
  static let expiredDroppedAdvice = Phrase(
    "A payment that the network took back may still come back, so ask the merchant before you pay again. Send the order's number and the transaction along.",
    "被网络撤回的付款仍可能恢复，因此再次付款前请先与商家联系，并附上订单号和交易哈希。")
  static let expiredPaidAdvice = Phrase(
    "Send nothing more. What arrived is with the merchant: send the order's number and the transaction to the merchant, who can settle or refund it.",
    "请不要再转账。到账的款项在商家处：请将订单号和交易哈希发给商家，由商家处理或退款。")
  static let listSeparator = Phrase(", ", "、")
}
