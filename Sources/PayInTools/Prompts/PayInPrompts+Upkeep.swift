import MCP
import PayIn

/// Those for what has happened already.
extension PayInPrompts {
  static let reconcile = PromptText(
    name: "reconcile_orders", title: LocalizedText("Reconcile orders", "核对订单"),
    description: LocalizedText("Goes through the orders and names those that need attention.", "逐一核对订单，指出需要处理的。"),
    arguments: [
      .init(
        "since", LocalizedText("Since", "起始时间"),
        LocalizedText("A date or time, such as 2026-01-31", "日期或时间，例如 2026-01-31")),
      .init(
        "status", LocalizedText("Status", "状态"),
        LocalizedText("pending, completed or expired", "pending、completed 或 expired")),
    ],
    task: LocalizedText(
      "Reconcile my PayIn orders. Change nothing.", "请核对我的 PayIn 订单。不要做任何更改。"),
    steps: [
      PromptStep(
        ["list_orders"],
        "Read all pages of list_orders, going on while pagination has hasMore. It has no filter by time: leave out older rows by createdAt yourself.",
        "读取 list_orders 的所有页，pagination 的 hasMore 为真时继续。它不能按时间筛选：请自行按 createdAt 去掉更早的。"),
      PromptStep(
        ["get_order"], "Look with get_order at what is unclear.", "不清楚的用 get_order 查看。"),
      PromptStep(
        [], "Add amounts exactly and for each currency on its own.", "金额精确相加，并按 currency 分别统计。"),
      PromptStep(
        [],
        "List: completed orders without txHash, expired orders for which something was received, pending ones past expiresAt, references used twice.",
        "列出：没有 txHash 的已完成订单、已收到款项的过期订单、超过 expiresAt 仍待支付的订单、重复使用的引用。"),
      PromptStep([], "Say which pages were read and which warnings there were.", "说明读了哪些页，以及出现过哪些警告。"),
    ])

  static let troubleshoot = PromptText(
    name: "troubleshoot", title: LocalizedText("Troubleshoot", "排查问题"),
    description: LocalizedText("Finds out why something does not work.", "找出某事不能正常工作的原因。"),
    arguments: [
      .init(
        "problem", LocalizedText("Problem", "问题"), LocalizedText("What happens, and what should", "发生了什么，期望什么"),
        isRequired: true),
      .init("errorMessage", LocalizedText("Error message", "错误信息"), LocalizedText("As it was shown", "原样粘贴")),
    ],
    task: LocalizedText(
      "Find out why this does not work with PayIn. Only read; ask me before anything is changed.",
      "请找出此 PayIn 问题的原因。只读取；更改任何内容前先问我。"),
    steps: [
      PromptStep(
        ["get_status"], "Call get_status: settings, reachability, the API's health.", "调用 get_status：设置、连通性、API 健康状况。"),
      PromptStep(
        ["search_docs"], "Look the error up with search_docs.", "用 search_docs 查找该错误。"),
      PromptStep(
        ["list_orders", "get_order"], "If it is about an order, find it with list_orders and get_order.",
        "如与订单有关，用 list_orders 和 get_order 查找。"),
      PromptStep(
        ["list_deposits"], "If it is about a deposit, look at list_deposits: status, chainId and currency.",
        "如与充值有关，查看 list_deposits：status、chainId、currency。"),
      PromptStep(
        ["verify_webhook"], "If it is about a webhook, let verify_webhook say why its signature is wrong.",
        "如与 webhook 有关，用 verify_webhook 说明签名为何错误。"),
      PromptStep(
        [], "Tell me the cause, how sure you are, and the smallest thing to do. Say so if you do not know.",
        "告诉我原因、把握程度，以及最小的处理办法。不知道就直说。"),
    ])
}
