import JSON
import MCP
import PayIn
import Testing

@testable import PayInTools

@Suite struct GuideSearchTests {
  struct Question: CustomTestStringConvertible {
    let query: String
    let topic: String
    let heading: String
    var language = Language.english

    var testDescription: String { query }
  }

  /// Questions of users, and the section where a reader of the guide would search first.
  @Test(arguments: [
    Question(query: "how do I verify a webhook signature?", topic: "webhooks", heading: "Check the signature"),
    Question(query: "what does rate_limited mean", topic: "errors", heading: "Codes and what to do"),
    Question(query: "what limits can I set before mainnet", topic: "going-live", heading: "Limits of your own"),
    Question(query: "overpayment too much amount", topic: "orders", heading: "Amounts"),
    Question(query: "when may I credit a deposit", topic: "deposits", heading: "Crediting"),
    Question(query: "publish draft link", topic: "payment-links", heading: "Before you publish"),
    Question(query: "怎样校验签名", topic: "webhooks", heading: "校验签名", language: .chinese),
    Question(query: "付款时限", topic: "orders", heading: "付款时限", language: .chinese),
    Question(query: "PAYIN_MAX_AMOUNT", topic: "going-live", heading: "自己的限制", language: .chinese),
  ])
  func bestSectionComesFirst(_ question: Question) {
    let hits = GuideSearch(GuideTopic.all(in: question.language)).matches(for: question.query, limit: 3)
    #expect(hits.first?.topic.name == question.topic, "\(hits.map(\.section.heading))")
    #expect(hits.first?.section.heading == question.heading, "\(hits.map(\.section.heading))")
    #expect(hits.count <= 3)
  }

  /// The everyday words of people who sell, and the section that has the answer.
  @Test(arguments: [
    "cancel": "Cancel or change an order", "cancel order": "Cancel or change an order",
    "how do I change the amount of an order": "Cancel or change an order", "refund": "Refund",
    "the customer wants his money back": "Refund", "chargeback": "Refund", "withdraw": "Withdraw or pay out",
    "payout to my bank": "Withdraw or pay out", "what is my balance": "Withdraw or pay out", "fees": "Fees",
    "which fee do you charge": "Fees", "gas": "Fees", "fiat": "Fiat money and exchange rates",
    "price in euros": "Fiat money and exchange rates", "credit card": "Fiat money and exchange rates",
    "exchange rate": "Fiat money and exchange rates", "bitcoin": "Tokens and chains that are not listed",
    "DAI": "Tokens and chains that are not listed", "monthly subscription": "Recurring payments",
    "underpaid": "Amounts", "underpaid order partial payment": "Amounts", "customer paid too little": "Amounts",
    "overpaid": "Amounts", "paid too much": "Amounts", "how many decimals": "Amounts",
    "statistics": "Statistics and reports", "revenue last month": "Statistics and reports",
    "expired": "Time to pay", "late payment": "Time to pay", "was it paid": "Statuses",
    "duplicate order": "Repeats", "it said timeout, was it made": "Repeats", "wallet for a user": "Deposits",
    "top up": "Deposits", "double credit": "Crediting", "sold out": "Amounts and stock",
    "how many pieces are sold": "Amounts and stock", "donation": "Payment links", "callback": "Set up",
    "register webhook endpoint": "Set up", "QR": "QR codes", "scan": "QR codes", "payment_qr": "QR codes",
    "qr code for an order": "QR codes", "which events are there": "Events", "hmac": "Check the signature",
    "duplicate webhook": "Handle it once", "address pool empty": "Codes and what to do", "429": "Codes and what to do",
    "where do I get a key": "Three places", "production": "Going live", "backoff": "In your own code",
    "wrong network": "Tokens and chains that are not listed", "wrong token": "Tokens and chains that are not listed",
    "paid with the wrong coin": "Tokens and chains that are not listed",
    "which chains are there": "Tokens and chains that are not listed",
    "supported networks": "Tokens and chains that are not listed",
    "lost money": "Tokens and chains that are not listed", "tax": "Taxes and receipts", "vat": "Taxes and receipts",
    "receipt": "Taxes and receipts", "receipt for the customer": "Taxes and receipts",
    "delete order": "Cancel or change an order", "edit order": "Cancel or change an order",
    "partial payment": "Amounts",
  ])
  func everydayWordsFindTheirSection(query: String, heading: String) {
    let found = GuideSearch(GuideTopic.all(in: .english)).matches(for: query, limit: 3).map(\.section.heading)
    #expect(found.first == heading, "\(found)")
  }

  @Test(arguments: [
    "取消": "取消或修改订单", "怎么取消订单": "取消或修改订单", "改金额": "取消或修改订单", "退款": "退款", "客户要退钱": "退款",
    "提现": "提现或付款给他人", "结算": "提现或付款给他人", "手续费": "手续费", "手续费是多少": "手续费", "矿工费": "手续费",
    "人民币": "法币与汇率", "支持信用卡吗": "法币与汇率", "汇率": "法币与汇率", "比特币": "未列出的代币和链", "按月订阅": "定期扣款",
    "少付": "金额", "客户少付了怎么办": "金额", "多付": "金额", "统计": "统计与报表", "上个月的营收": "统计与报表", "过期": "付款时限",
    "重复下单": "重复调用", "充币地址": "充值", "重复入账": "入账", "卖了几件": "金额与库存", "回调地址": "设置", "验签": "校验签名",
    "没收到通知": "只处理一次", "二维码": "二维码", "扫码付款": "二维码", "付款码": "二维码", "地址池": "错误码与处理", "怎么收款": "调用顺序", "报错": "错误",
    "正式环境": "上线", "付错币": "未列出的代币和链", "付错链": "未列出的代币和链", "转错网络": "未列出的代币和链", "哪些链": "未列出的代币和链",
    "支持哪些币": "未列出的代币和链", "删除": "取消或修改订单", "税": "税与收据", "发票": "税与收据", "收据": "税与收据",
    "late payment": "付款时限", "partial payment": "金额", "lost money": "未列出的代币和链", "edit order": "取消或修改订单",
    "wrong network": "未列出的代币和链", "tax": "税与收据", "receipt": "税与收据", "refund": "退款", "overpaid": "金额",
    "which chains": "未列出的代币和链", "delete": "取消或修改订单",
  ])
  func everydayWordsOfChineseFindTheirSection(query: String, heading: String) {
    let found = GuideSearch(GuideTopic.all(in: .chinese)).matches(for: query, limit: 3).map(\.section.heading)
    #expect(found.first == heading, "\(found)")
  }

  /// One word of many that stands in the guide by chance is no answer.
  @Test(arguments: ["what will the weather be in Paris at this moment", "今天天气怎么样适合出门吗"])
  func questionAboutSomethingElseFindsNothing(query: String) {
    for language in Language.allCases {
      let found = GuideSearch(GuideTopic.all(in: language)).matches(for: query, limit: 3)
      #expect(found.isEmpty, "\(found.map(\.section.heading))")
    }
  }

  @Test func keywordsAreNotShown() {
    for language in Language.allCases {
      for topic in GuideTopic.all(in: language) {
        #expect(!topic.markdown.contains("<!--") && !topic.markdown.contains("\n\n\n"))
        #expect(topic.sections.allSatisfy { !$0.text.contains("keywords") })
      }
    }
  }

  @Test(arguments: ["", "the of to", "zzzzzz", "!?", "🙂"])
  func whatIsNotThereIsNotFound(query: String) {
    #expect(GuideSearch(GuideTopic.all(in: .english)).matches(for: query, limit: 3).isEmpty)
  }

  @Test func toolGivesSectionsWithTheirAddress() async throws {
    let result = try await Bench().call("search_docs", ["query": "webhook signature", "limit": 1])
    #expect(result.object["sections"]?.array?.map { $0["uri"] } == ["payin://guide/webhooks"])
  }

  @Test func otherLanguageIsAnsweredInItself() async throws {
    let result = try await Bench().call("search_docs", ["query": "校验签名"])
    #expect(result.object["sections"]?.array?.first?["heading"] == "校验签名")
  }

  @Test func nothingFoundNamesTheTopics() async throws {
    let result = try await Bench(environment: ["PAYIN_LANG": "zh"]).call("search_docs", ["query": "zzzzzz"])
    #expect(result.object["sections"] == [])
    #expect(result.summary.contains("payment-links"))
    #expect(result.summary.contains("没有"))
  }
}
