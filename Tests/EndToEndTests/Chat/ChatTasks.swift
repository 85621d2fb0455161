/// Twelve tasks of everyday. All are played in both languages, which is the eleventh.
extension ChatTask {
  static let all = [
    charge, deposits, link, underpaid, lostAnswer, webhook, chains, cancel, refund, lastMonth, wrongWords, code,
  ]

  private static let charge = ChatTask(
    name: "Charge 25 USDC on Polygon's test network for invoice 77 and wait",
    steps: [
      Step(
        "create_order",
        #"{"orderReference": "invoice-77", "amount": "25", "currency": "usdc", "chainId": "Polygon-Amoy"}"#
      )
      .keeps(["page": "paymentUrl", "order": "orderId"]).says("invoice-77", "25 USDC", "polygon-amoy", "${page}"),
      Step("wait_for_order", #"{"orderReference": "invoice-77", "timeoutSeconds": 1}"#)
        .says(en: ["0 of 25 USDC", "25 missing", "not over"], zh: ["25 USDC", "尚未"]).neverSays("completed"),
      Step("simulate_payment", #"{"orderId": "${order}"}"#),
      Step("wait_for_order", #"{"orderReference": "invoice-77", "timeoutSeconds": 5}"#)
        .says("25 USDC", en: ["completed"], zh: ["completed"]),
    ])

  private static let deposits = ChatTask(
    name: "A TRON address for user 42, and this week's deposits",
    steps: [
      Step("bind_deposit_address", #"{"depositReference": "42", "protocol": "TRON"}"#)
        .keeps(["address": "address"]).says("42", "${address}"),
      Step(
        "simulate_payment",
        #"{"depositReference": "42", "amount": "30.5", "currency": "USDT", "chainId": "tron-nile"}"#),
      Step("list_deposits", #"{"depositReference": "42", "from": "2024-01-01"}"#).says("1", "30.5 USDT"),
      Step("list_deposits", #"{"depositReference": "42", "from": "2099-01-01"}"#).says("0"),
      Step("get_deposit_reference", #"{"depositReference": "42"}"#).says("42", "${address}"),
    ])

  private static let link = ChatTask(
    name: "A link for 2,500 in two tokens, three pieces, published; how many are sold",
    steps: [
      Step(
        "create_payment_link",
        #"""
        {"title": "Seat", "amount": "2500", "inventoryTotal": 3, "currencies": [
          {"currency": "USDT", "chainId": "tron-nile"}, {"currency": "USDC", "chainId": "polygon-amoy"}]}
        """#
      )
      .keeps(["link": "id"]).says("2500", "USDT", "USDC", "publish_payment_link"),
      Step("publish_payment_link", #"{"id": "${link}"}"#).keeps(["page": "checkoutUrl"]).says("${page}"),
      Step("get_payment_link", #"{"id": "${link}"}"#).says("2500", "USDT", "USDC", en: ["0 of 3 sold"], zh: ["0/3"]),
    ])

  private static let underpaid = ChatTask(
    name: "40 of 49.99 paid",
    steps: [
      Step(
        "create_order",
        #"{"orderReference": "cart-9", "amount": "49.99", "currency": "USDT", "chainId": "ethereum-sepolia"}"#
      )
      .keeps(["order": "orderId"]),
      Step("simulate_payment", #"{"orderId": "${order}", "kind": "partial", "amount": "40"}"#),
      Step("get_order", #"{"orderReference": "cart-9"}"#).says("49.99 USDT", "40", "9.99").neverSays("completed"),
      Step("list_orders", #"{"orderReference": "cart-9"}"#).says("1"),
      Step("advance_clock", #"{"advanceMinutes": 16}"#),
      Step("get_order", #"{"orderReference": "cart-9"}"#)
        .says("40", "9.99", en: ["expired"], zh: ["expired"]).neverSays("completed"),
    ])

  private static let lostAnswer = ChatTask(
    name: "It said timeout: was it made?",
    steps: [
      Step("inject_fault", #"{"kind": "reset_before", "route": "POST /orders"}"#),
      Step(
        "create_order",
        #"{"orderReference": "cart-10", "amount": "5", "currency": "USDT", "chainId": "ethereum-sepolia"}"#
      )
      .fails().says(en: ["unknown"], zh: ["无法确定"]).neverSays("\"never\"", "\"unsafe\""),
      Step("get_order", #"{"orderReference": "cart-10"}"#).fails().says(
        en: ["No order", "yet", "not known", "use no other reference before"], zh: ["目前没有", "不要改用其他引用"]
      ).neverSays("\"never\""),
    ])

  private static let webhook = ChatTask(
    name: "Is this webhook PayIn's?",
    steps: [
      Step("sample_webhook", #"{"secret": "whsec_chat", "reference": "cart-9"}"#).keeps(["body": "body"]),
      Step("verify_webhook", #"{"body": "{}", "signature": "sha256=00", "secret": "whsec_chat"}"#)
        .says(en: ["not"], zh: ["不"]),
    ])

  private static let chains = ChatTask(
    name: "Which chains are there?",
    steps: [
      Step("list_assets").says("tron-nile", "polygon-amoy", "ethereum-sepolia"),
      Step("list_assets", #"{"chainId": "Polygon-Amoy"}"#).says("polygon-amoy", "USDC"),
    ])

  private static let cancel = ChatTask(
    name: "Cancel it",
    steps: [
      Step("search_docs", #"{"query": "cancel an order"}"#).says(en: ["cannot"], zh: ["做不到"]),
      Step("search_docs", #"{"query": "取消订单"}"#).says("做不到"),
    ])

  private static let refund = ChatTask(
    name: "Refund it",
    steps: [
      Step("search_docs", #"{"query": "refund"}"#).says(en: ["cannot"], zh: ["做不到"]),
      Step("search_docs", #"{"query": "退款"}"#).says("做不到"),
    ])

  private static let lastMonth = ChatTask(
    name: "Last month's orders",
    steps: [
      Step("list_orders", #"{"from": "2024-01-01", "to": "2024-02-01"}"#).says("0"),
      Step("list_orders", #"{"from": "2024-01-01"}"#).says("2"),
      Step("get_order_stats", #"{"createdAfter": "2024-01-01T00:00:00Z"}"#)
        .says("2", en: ["completed", "paid or not"], zh: ["完成", "含未付"]),
    ])

  private static let wrongWords = ChatTask(
    name: "A network and a token that do not exist",
    steps: [
      Step(
        "create_order", #"{"orderReference": "cart-11", "amount": "5", "currency": "DOGE", "chainId": "polygon-amoy"}"#
      )
      .fails().says("USDC").neverSays("\"never\""),
      Step("create_order", #"{"orderReference": "cart-11", "amount": "5", "currency": "USDC", "chainId": "polygon"}"#)
        .fails().says("polygon-amoy").neverSays("\"never\""),
    ])

  private static let code = ChatTask(
    name: "Hand the developer the code",
    steps: [
      Step("export_code", #"{"flow": "session", "language": "python"}"#).says("python").neverSays("sk_", "pk_")
    ])
}
