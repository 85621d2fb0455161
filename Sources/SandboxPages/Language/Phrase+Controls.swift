extension Phrase {
  // MARK: Clock

  static let clock = Phrase("Clock", "时钟")
  static let clockDetail = Phrase(
    "It only goes forward. What falls due on the way happens at its own time.",
    "只能向前调整。途中到期的事项会在各自的时间发生。")
  static let plusMinute = Phrase("+1 min", "+1 分钟")
  static let plusTenMinutes = Phrase("+10 min", "+10 分钟")
  static let toWindowEnd = Phrase("To the end of the next payment window, {time}", "至下一个付款时限结束，{time}")
  static let toGraceEnd = Phrase("To the end of the next grace period, {time}", "至下一个宽限期结束，{time}")
  static let noDeadline = Phrase("No order is waiting for its end.", "没有等待结束的订单。")

  // MARK: Stories

  static let stories = Phrase("Stories", "剧本")
  static let storiesDetail = Phrase(
    "A story plays the payer and the network, step by step.",
    "剧本会逐步模拟付款人和网络的行为。")
  static let story = Phrase("Story", "剧本")
  static let pace = Phrase("Pace", "节奏")
  static let paceAtOnce = Phrase("at once, the clock is moved", "立即完成（调整时钟）")
  static let paceClock = Phrase("at the clock's own pace", "按时钟的节奏")
  static let playStory = Phrase("Play", "开始")

  // MARK: Webhooks

  static let endpoint = Phrase("Webhooks", "Webhook 投递")
  static let endpointDetail = Phrase(
    "Each event is sent to these receivers. Endpoints made here sign with whsec_test_embedded_sandbox.",
    "每个事件都会发送到以下接收端点。在此创建的端点使用 whsec_test_embedded_sandbox 签名。")
  static let scheme = Phrase("Signature", "签名方式")
  static let schemeHex = Phrase("hexadecimal, as documented", "十六进制（文档规定）")
  static let schemeTimestamped = Phrase("with a time: t=…,v1=…", "带时间戳：t=…,v1=…")
  static let eventsOfKey = Phrase("Events of the API key", "API 密钥")
  static let addEndpoint = Phrase("Add endpoint", "添加端点")
  static let sendTest = Phrase("Send a test", "发送测试")
  static let setAtStart = Phrase("set at the start", "启动时设置")
  static let remove = Phrase("Remove", "移除")
  static let endpointHint = Phrase(
    "Enter a URL with https://, or with http:// on this machine, such as http://127.0.0.1:3000/hook.",
    "请输入 https:// 网址，或本机的 http:// 网址，例如 http://127.0.0.1:3000/hook。")
  static let keyHint = Phrase(
    "Enter a key of the sandbox: it starts with pk_. Leave it empty for the sandbox's own.",
    "请输入以 pk_ 开头的沙盒密钥；留空则使用沙盒自带的密钥。")

  // MARK: Faults

  static let faultsDetail = Phrase(
    "A fault makes the next requests to a route fail. If several fit, the oldest is used.",
    "故障会使对该接口的后续请求失败。多个故障同时符合时，最早的生效。")
  static let everyRoute = Phrase("every route", "全部接口")
  static let faultStatusLabel = Phrase("Status, 300 to 599", "状态码（300 至 599）")
  static let faultCount = Phrase("How often; empty: always", "次数（留空则一直）")
  static let faultDelayLabel = Phrase("Delay in milliseconds", "延迟（毫秒）")
  static let addFault = Phrase("Add fault", "添加故障")
  static let hitsSoFar = Phrase("hits: {count}", "已触发 {count} 次")
  static let hitsLeft = Phrase("left: {count}", "剩余 {count} 次")
  static let untilRemoved = Phrase("until removed", "直到移除")
  static let faultStatusHint = Phrase("Enter a status from 300 to 599.", "请输入 300 至 599 的状态码。")
  static let faultCountHint = Phrase(
    "Enter a whole number from 1 to 1000000, or nothing.",
    "请输入 1 至 1000000 的整数，或留空。")
  static let faultDelayHint = Phrase(
    "Enter a whole number of milliseconds from 1 to 600000.",
    "请输入 1 至 600000 的整数毫秒。")
  static let faultStatus = Phrase("error status", "错误状态码")
  static let faultDelay = Phrase("late reply", "延迟应答")
  static let faultHang = Phrase("no reply", "不应答")
  static let faultResetBefore = Phrase("connection lost, no effect", "连接中断，未生效")
  static let faultResetAfter = Phrase("connection lost, effect happened", "连接中断，已生效")
  static let faultTruncated = Phrase("half a reply", "应答不完整")
  static let faultNotJSON = Phrase("a web page instead of JSON", "返回网页而非 JSON")
  static let faultEmpty = Phrase("empty reply", "空应答")
  static let faultGatewayPage = Phrase("a gateway's page, no effect", "网关页面，未生效")
  static let faultSlowBody = Phrase("slow reply", "应答缓慢")
  static let faultWrongType = Phrase("JSON that calls itself plain text", "JSON 但标为纯文本")
  static let faultNotHTTP = Phrase("a reply that is no HTTP", "不是 HTTP 的应答")
  static let faultHugeBody = Phrase("a reply of 17 MiB", "17 MiB 的应答")
  static let faultMissingFields = Phrase("id and address missing", "缺少 id 和地址")
  static let faultUnknownStatus = Phrase("unknown status of the resource", "资源状态未知")
  static let faultOtherResource = Phrase("a reply about something else", "返回其他资源")
  static let faultRepeatedRows = Phrase("each row twice", "每行重复两次")
  static let faultCappedPage = Phrase("at most two rows a page", "每页最多两行")
  static let faultSuccessFalse = Phrase("status 200 with success: false", "状态码 200 但 success: false")

  // MARK: Addresses and everything

  static let drainDetail = Phrase(
    "Without addresses, orders and bindings are refused with 409.",
    "没有可用地址时，创建订单和绑定地址会返回 409。")
  static let drain = Phrase("Drain", "清空")
  static let refill = Phrase("Refill", "补满")
  static let showPool = Phrase("Show the pool", "查看地址池")
  static let resetHeading = Phrase("Start again", "重新开始")
  static let resetAsk = Phrase("Reset the sandbox…", "重置沙盒…")
  static let resetQuestion = Phrase("Reset the sandbox?", "确定重置沙盒？")
  static let resetDetail = Phrase(
    "Orders, deposits, links, webhooks and faults of all keys are removed, and the clock shows the machine's time again.",
    "所有密钥的订单、充值、链接、Webhook 和故障都会被删除，时钟恢复为本机时间。")
  static let resetNow = Phrase("Yes, remove everything", "确定，全部删除")
  static let keepAll = Phrase("No, keep it", "取消")
}
