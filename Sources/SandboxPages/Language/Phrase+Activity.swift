extension Phrase {
  static let activity = Phrase("Activity", "动态")
  static let money = Phrase("Money", "资金")
  static let controls = Phrase("Controls", "操作")
  static let live = Phrase("Live", "实时更新中")
  static let notLive = Phrase("Not live: the sandbox does not answer. It keeps trying.", "未实时更新：沙盒没有响应，正在重试。")
  static let newEntries = Phrase("{count} new – show", "有 {count} 条新内容，点击显示")
  static let changed = Phrase("This has changed – show", "内容有变化，点击显示")
  static let orInTerminal = Phrase("Or in a terminal:", "或在终端中运行：")
  static let inTerminal = Phrase("Text to copy", "可复制的文本")
  static let filter = Phrase("Show", "筛选")
  static let everyKind = Phrase("All", "全部")
  static let requests = Phrase("Requests", "请求")
  static let webhooks = Phrase("Webhooks", "Webhook 投递")
  static let clockAndControls = Phrase("Clock and controls", "时钟与操作")
  static let noActivity = Phrase(
    "Nothing has been asked yet. Requests, webhooks and moves of the clock appear here.",
    "暂无动态。请求、Webhook 和时钟调整会显示在这里。")
  static let activityBound = Phrase(
    "The last 500 entries of this process, in memory.",
    "仅显示本进程最近 500 条记录，保存在内存中。")
  static let older = Phrase("Older", "更早")
  static let newer = Phrase("Newer", "更新")
  static let newest = Phrase("Newest", "最新")

  // MARK: Details

  static let query = Phrase("Query", "查询参数")
  static let error = Phrase("Error", "错误")
  static let message = Phrase("Message", "说明")
  static let apiKey = Phrase("API key", "API 密钥")
  static let requestId = Phrase("Request id", "请求编号")
  static let attempt = Phrase("Attempt", "第几次")
  static let againIn = Phrase("again in {seconds} s", "{seconds} 秒后重试")
  static let signature = Phrase("Signature", "签名")
  static let delivery = Phrase("Delivery", "投递")
  static let control = Phrase("control", "操作")

  // MARK: Statuses of replies

  static let noReply = Phrase("no reply", "无应答")
  static let statusOK = Phrase("OK", "成功")
  static let statusCreated = Phrase("created", "已创建")
  static let statusDone = Phrase("done", "已完成")
  static let statusBadRequest = Phrase("not valid", "参数无效")
  static let statusUnauthorized = Phrase("no valid key", "密钥无效")
  static let statusForbidden = Phrase("not allowed", "无权限")
  static let statusNotFound = Phrase("not found", "未找到")
  static let statusMethodNotAllowed = Phrase("wrong method", "方法错误")
  static let statusConflict = Phrase("conflict", "冲突")
  static let statusClosed = Phrase("closed", "已关闭")
  static let statusTooLarge = Phrase("too large", "过大")
  static let statusMisdirected = Phrase("wrong host", "主机错误")
  static let statusTooMany = Phrase("too many", "请求过多")
  static let statusUnavailable = Phrase("unavailable", "不可用")
  static let statusServerError = Phrase("server error", "服务器错误")
  static let statusRefused = Phrase("refused", "被拒绝")

  // MARK: What was done

  static let didMoveClock = Phrase("The clock was moved to", "时钟已调至")
  static let endedOrders = Phrase("orders ended: {count}", "结束的订单数：{count}")
  static let didAddFault = Phrase("A fault was added:", "已添加故障：")
  static let didRemoveFault = Phrase("The fault was removed.", "已移除故障。")
  static let didSetEndpoint = Phrase("Webhooks are sent to", "Webhook 将发送至")
  static let didRemoveEndpoint = Phrase("The endpoint was removed.", "已移除接收端点。")
  static let testDelivered = Phrase("The test webhook was delivered.", "测试 Webhook 已送达。")
  static let testFailed = Phrase("The test webhook was not delivered:", "测试 Webhook 未送达：")
  static let didDrain = Phrase("The pool was drained: no address is available.", "地址池已清空：无可用地址。")
  static let didRefill = Phrase("The pool was refilled.", "地址池已补满。")
  static let didReset = Phrase("The sandbox was reset.", "沙盒已重置。")
  static let didMakeSample = Phrase("A sample was made:", "已创建示例：")
  static let didPlayStory = Phrase("A story was started:", "已开始剧本：")
  static let didPay = Phrase("Paid:", "已付款：")
}
