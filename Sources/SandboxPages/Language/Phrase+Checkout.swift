extension Phrase {
  static let preview = Phrase("A preview for the merchant. Nobody can order here.", "这是商家预览，无法在此下单。")
  static let left = Phrase("{count} left", "剩余 {count} 件")
  static let offerEnds = Phrase("Available until", "有效期至")
  static let yourAmount = Phrase("Amount you want to pay", "付款金额")
  static let amountHint = Phrase(
    "In whole tokens, such as 12.50; at most 6 digits after the point.",
    "以代币为单位，例如 12.50，小数点后最多 6 位。")
  static let payWith = Phrase("Pay with", "支付方式")
  static let email = Phrase("Your email", "您的邮箱")
  static let emailHint = Phrase("For the merchant. The sandbox sends nothing.", "供商家使用，沙盒不会发送任何邮件。")
  static let toPayment = Phrase("Continue to payment", "继续付款")
  static let mistakeIn = Phrase("Check your entries – {title}", "请检查填写内容 – {title}")
  static let amountProblem = Phrase(
    "Enter an amount above zero with at most 6 digits after the point.",
    "请输入大于零的金额，小数点后最多 6 位。")
  static let optionProblem = Phrase("Choose one of the ways to pay.", "请选择一种支付方式。")
  static let emailProblem = Phrase(
    "Enter an email address such as payer@example.com.",
    "请输入有效的邮箱地址，例如 payer@example.com。")
  static let addressProblem = Phrase(
    "All addresses are in use just now. Try again in a few minutes.",
    "暂无可用的收款地址，请几分钟后再试。")
  static let linkClosed = Phrase("This payment link is not open", "此支付链接未开放")
  static let linkDraftDetail = Phrase("The merchant has not published it yet, or has taken it back.", "商家尚未发布，或已撤回此链接。")
  static let linkArchivedDetail = Phrase("The merchant has archived it.", "商家已将此链接归档。")
  static let linkExpired = Phrase("This offer has ended", "此链接已过期")
  static let linkExpiredDetail = Phrase("The payment link could be used for a limited time only.", "该支付链接仅在限定时间内有效。")
  static let soldOut = Phrase("Sold out", "已售罄")
  static let soldOutDetail = Phrase(
    "Nothing is left, or the last ones are being paid for just now.",
    "已无库存，或最后几件正在付款中。")
}
