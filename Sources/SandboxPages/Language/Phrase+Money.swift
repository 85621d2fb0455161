extension Phrase {
  static let linkTitle = Phrase("Title", "标题")
  static let payerChooses = Phrase("payer chooses", "由付款人填写")
  static let stock = Phrase("In stock", "库存")
  static let stockOf = Phrase("{available} of {total}", "{available} / {total}")
  static let unlimited = Phrase("no limit", "不限")
  static let reserved = Phrase("Being paid", "付款中")
  static let sold = Phrase("Sold", "已售")
  static let openCheckout = Phrase("Checkout page", "付款页面")
  static let openPreview = Phrase("Preview", "预览")
  static let openPaymentPage = Phrase("Payment page", "付款页面")
  static let statusWindow = Phrase("waiting", "待付款")
  static let statusPartlyPaid = Phrase("partly paid", "部分付款")
  static let statusConfirming = Phrase("confirming", "确认中")
  static let receiver = Phrase("Receiver", "接收地址")
  static let transaction = Phrase("Transaction", "交易哈希")
  static let depositId = Phrase("Deposit", "充值编号")
  static let linkId = Phrase("Payment link", "支付链接编号")
  static let body = Phrase("Body", "正文")
  static let nextAttempt = Phrase("Next attempt", "下次尝试")
  static let noAttempt = Phrase("It has not been tried yet.", "尚未尝试投递。")
  static let attemptNumber = Phrase("attempt {number}", "第 {number} 次")
  static let coolingUntil = Phrase("Cooling down until", "冷却至")
  static let addressesOf = Phrase("Addresses of {family}", "{family} 地址")
  static let poolDetail = Phrase(
    "Orders and depositors take addresses from here. Drain it to see what happens without any:",
    "订单和充值用户从这里获取地址。可在此清空以查看无地址时的情形：")

  // MARK: Timeline

  static let timeline = Phrase("What has happened", "经过")
  static let windowEnded = Phrase("payment window ended", "付款时限结束")
  static let transferSeen = Phrase("seen on the network", "已在网络上检测到")
  static let webhookQueued = Phrase("webhook queued:", "Webhook 已排队：")
  static let webhookDelivered = Phrase("webhook delivered:", "Webhook 已送达：")
  static let webhookFailed = Phrase("webhook not delivered:", "Webhook 未送达：")

  // MARK: Nothing yet

  static let noOrders = Phrase("There is no order yet.", "暂无订单。")
  static let noDeposits = Phrase("There is no deposit yet.", "暂无充值。")
  static let noLinks = Phrase("There is no payment link yet.", "暂无支付链接。")
  static let noDeliveries = Phrase(
    "No webhook was due yet. Set an endpoint, and each event is sent there.",
    "暂无需要投递的 Webhook。设置接收端点后，每个事件都会发送到该端点。")
  static let setEndpoint = Phrase("Set an endpoint", "设置接收端点")
  static let makeSampleOrder = Phrase("Make a sample order", "创建示例订单")
  static let makeSampleDeposit = Phrase("Make a sample deposit", "创建示例充值")
  static let makeSampleLink = Phrase("Make a sample link", "创建示例链接")
}
