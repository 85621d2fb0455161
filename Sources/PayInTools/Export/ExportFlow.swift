package import PayIn

/// What an exported program does. The raw values are the tool's and the command's, and the names of the templates.
package enum ExportFlow: String, CaseIterable, Sendable {
  /// The calls just made.
  case session
  case orderCheckout = "order_checkout"
  case depositWallet = "deposit_wallet"
  case paymentLink = "payment_link"
  case webhookHandler = "webhook_handler"
  case retry
  /// The file of settings that the other programs read.
  case environment

  /// One line about the program.
  package var summary: LocalizedText {
    switch self {
    case .session:
      LocalizedText(
        "The calls of this session, as a program; each run makes everything again", "本次会话的调用，写成程序；每次运行都会重新创建全部内容")
    case .orderCheckout:
      LocalizedText("An order at the checkout, made once however often it is tried", "结账下单，无论尝试多少次都只创建一个订单")
    case .depositWallet: LocalizedText("A user's deposit address, and the deposits to credit", "用户的充值地址和应入账的充值")
    case .paymentLink: LocalizedText("A payment page for an invoice", "账单的付款页")
    case .webhookHandler:
      LocalizedText("Receives webhooks: signature, age, each event once", "接收 webhook：签名、时效、每个事件只处理一次")
    case .retry: LocalizedText("Repeats with backoff, without a second order", "以退避方式重试，不会产生第二个订单")
    case .environment: LocalizedText("The file of settings, without secrets", "设置文件，不含机密")
    }
  }

  /// The name of the file to save the program in.
  package func fileName(in language: ExportLanguage) -> String {
    self == .environment ? ".env" : "payin_\(rawValue).\(language.fileExtension)"
  }
}
