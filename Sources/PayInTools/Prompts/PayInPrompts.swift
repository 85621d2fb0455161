import MCP
import PayIn

/// Prompts that a person can choose, each a task for a model and the tools of this server.
enum PayInPrompts {
  static let kinds = ["orders", "deposits", "payment-links"]
  static let statuses = ["pending", "completed", "expired"]

  /// - Parameter listed: the names of the tools that the client sees. Prompts name no other tool.
  static func all(in language: Language, listed: Set<String>) -> [Prompt] {
    [integrate, createPayment, reconcile, troubleshoot].map { $0.prompt(in: language, listed: listed) }
  }

  private static let integrate = PromptText(
    name: "integrate_payin", title: LocalizedText("Integrate PayIn", "集成 PayIn"),
    description: LocalizedText("Builds and tries a payment integration step by step.", "一步步构建并试用支付集成。"),
    arguments: [
      .init(
        "kind", LocalizedText("Kind", "类型"),
        LocalizedText("orders, deposits or payment-links", "orders、deposits 或 payment-links")),
      .init(
        "codeLanguage", LocalizedText("Programming language", "编程语言"),
        LocalizedText("For the code to be written", "所写代码的语言")),
    ],
    task: LocalizedText(
      "Help me take crypto payments with PayIn. Use orders for one-time payments, deposits for lasting addresses of users, payment links for pages without code; ask me if the kind is not clear.",
      "请帮我用 PayIn 接入加密货币收款。一次性收款用订单，用户长期地址用充值，无需代码的页面用支付链接；类型不明确时请先问我。"),
    steps: [
      PromptStep(["get_status"], "Call get_status and tell me where calls go.", "调用 get_status，告诉我调用发往哪里。"),
      PromptStep(
        ["search_docs"], "Read the guide with search_docs: the kind, webhooks, errors.",
        "用 search_docs 阅读指南：所选类型、webhook、错误处理。"),
      PromptStep(
        ["create_order", "simulate_payment", "wait_for_order"],
        "Try it in the sandbox first: create_order, simulate_payment, wait_for_order.",
        "先在沙盒中试用：create_order、simulate_payment、wait_for_order。"),
      PromptStep(
        ["verify_webhook"],
        "Write the code, with a webhook receiver that checks the raw body; try it with verify_webhook.",
        "编写代码，包括对原始请求体验签的 webhook 接收端；用 verify_webhook 检验。"),
      PromptStep(
        [], "Keep amounts as decimal strings, and never repeat a create without looking its reference up.",
        "金额保持为十进制字符串；未按引用查找之前，不要重复创建请求。"),
    ])

  private static let createPayment = PromptText(
    name: "create_payment", title: LocalizedText("Create a payment", "创建收款"),
    description: LocalizedText("Makes an order and watches it until it is paid.", "创建订单并关注到付款完成。"),
    arguments: [
      .init(
        "amount", LocalizedText("Amount", "金额"), LocalizedText("In whole tokens, such as 10.50", "以整币为单位，例如 10.50"),
        isRequired: true),
      .init("currency", LocalizedText("Token", "代币"), LocalizedText("Such as USDT", "例如 USDT")),
      .init("chainId", LocalizedText("Chain", "链"), LocalizedText("Such as ethereum-sepolia", "例如 ethereum-sepolia")),
      .init(
        "orderReference", LocalizedText("Reference", "引用"),
        LocalizedText("Your own id for this purchase", "本次购买的自有编号")),
    ],
    task: LocalizedText("Create a payment with PayIn from the values below.", "请按下面的数据用 PayIn 创建一笔收款。"),
    steps: [
      PromptStep(["get_status"], "Call get_status and name the network to me.", "调用 get_status，并告诉我所在网络。"),
      PromptStep(
        ["list_assets"], "If token or chain is missing, show what list_assets offers and ask me.",
        "如缺少代币或链，请展示 list_assets 的内容并问我。"),
      PromptStep(
        ["create_order"],
        "Call create_order with exactly this amount. If there is no reference, make one up, tell me, and keep it for repeats.",
        "用该金额原样调用 create_order。如没有引用，请拟定一个并告诉我，重试时沿用。"),
      PromptStep(
        ["create_order"], "Give me paymentUrl, address, token, chain and expiresAt.",
        "给我 paymentUrl、address、代币、链和 expiresAt。"),
      PromptStep(
        ["wait_for_order"],
        "Call wait_for_order until isFinal, or until it says that it cannot tell, and tell me received and missing.",
        "调用 wait_for_order 直到 isFinal，或直到它说明无法判断，并告诉我 received 和 missing。"),
    ])
}

/// Prompts about past payments and failures.
extension PayInPrompts {
  static let reconcile = PromptText(
    name: "reconcile_orders", title: LocalizedText("Reconcile orders", "核对订单"),
    description: LocalizedText("Goes through the orders and lists those that need attention.", "逐一核对订单，指出需要处理的。"),
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
        "Read all pages of list_orders, as long as pagination has hasMore. It has no filter by time: leave out older rows yourself, by createdAt.",
        "读取 list_orders 的所有页，pagination 的 hasMore 为真时继续。它不能按时间筛选：请自行按 createdAt 去掉更早的。"),
      PromptStep(
        ["get_order"], "Check doubtful orders with get_order.", "有疑问的订单用 get_order 核实。"),
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
        [], "Tell me the cause, how sure you are, and the smallest fix. Say so if you do not know.",
        "告诉我原因、把握程度，以及最小的处理办法。不知道就直说。"),
    ])
}
