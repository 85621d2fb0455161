import JSON
import PayIn

/// Summaries of a code to scan. They say all that the image does, for clients that show none.
extension Summary {
  static func code(_ code: PaymentCode, _ progress: OrderProgress, _ amount: String?) -> LocalizedText {
    let order = progress.order
    let paid = progress.hasReceived ? received(progress) : .empty
    return .sentences(
      transfer(amount, token(order), code.address) + deadline(order) + paid + LocalizedText(".", "。"),
      holding(
        code, LocalizedText("choose this token and network, and enter the amount", "请自行选择该代币和网络，并填写金额")))
  }

  /// - Parameter others: further protocols in which the depositor has an address.
  static func code(
    _ code: PaymentCode, _ reference: String, _ family: AddressProtocol?, _ others: [AddressProtocol]
  ) -> LocalizedText {
    let (address, name) = (code.address, family.map { " (\($0.rawValue))" } ?? "")
    let rest = LocalizedText.list(others.map(\.rawValue))
    return .sentences(
      LocalizedText(
        "Deposits of \(quoted: reference) go to \(address)\(name).", "\(quoted: reference) 的充值地址：\(address)\(name)。"),
      others.isEmpty
        ? .empty
        : LocalizedText(
          "Another address is for: \(rest[.english]); name it as `protocol`.",
          "另有用于以下协议的地址：\(rest[.chinese])；可用 `protocol` 指定。"),
      holding(code, LocalizedText("choose a token and network that are credited", "请自行选择可入账的代币和网络")))
  }

  private static func holding(_ code: PaymentCode, _ rest: LocalizedText) -> LocalizedText {
    guard let uri = code.uri else {
      return .sentences(
        code.lacksURI ? LocalizedText("No payment URI is certain here.", "此处没有可以确定的支付 URI。") : .empty,
        LocalizedText("The QR code holds the address alone: \(rest[.english]).", "二维码只含地址：\(rest[.chinese])。"))
    }
    switch code.content {
    case .address:
      return LocalizedText(
        "The QR code holds the address alone: \(rest[.english]). Payment URI for wallets that read one: \(whole: uri)",
        "二维码只含地址：\(rest[.chinese])。供支持的钱包使用的支付 URI：\(whole: uri)")
    case .uri:
      return LocalizedText(
        "The QR code holds a payment URI, for wallets that read one and not for exchanges: \(whole: uri)",
        "二维码为支付 URI，供支持的钱包使用，不适用于交易所：\(whole: uri)")
    }
  }
}

/// Summaries that say why there is no code.
extension Summary {
  static func noCode(order id: String, _ payment: OrderPayment) -> LocalizedText {
    switch payment {
    case .received, .due:
      return LocalizedText(
        "No QR code: the whole amount of order \(id) has arrived and waits for confirmations. Nobody may pay it again.",
        "没有二维码：订单 \(id) 的全部金额已到账，正在等待确认。请勿再次付款。")
    case .late(let end):
      return LocalizedText(
        "No QR code: the time to pay order \(id) ended at \(end). A payment now may not be credited.",
        "没有二维码：订单 \(id) 的付款时间已于 \(end) 结束。现在付款可能无法入账。")
    case .closed(let status?):
      return LocalizedText(
        "No QR code: order \(id) is \(status) and must not be paid.",
        "没有二维码：订单 \(id) 的状态为 \(status)，不可付款。")
    case .closed(nil):
      return LocalizedText(
        "No QR code: the API does not show whether order \(id) can still be paid.",
        "没有二维码：API 未显示订单 \(id) 是否仍可付款。")
    case .doubtful:
      let reason = obstacle(payment)
      return LocalizedText(
        "No QR code for order \(id). \(reason[.english]).", "没有订单 \(id) 的二维码：\(reason[.chinese])。")
    }
  }

  static func noCode(order id: String, _ defect: AddressDefect, _ family: AddressProtocol?) -> LocalizedText {
    let reason = defect.text(family)
    return LocalizedText(
      "No QR code: the address of order \(id) must not be paid: \(reason[.english]). Check it in the PayIn dashboard.",
      "没有二维码：订单 \(id) 的地址不可付款：\(reason[.chinese])。请在 PayIn 管理后台核对。")
  }

  static func noCode(_ reference: String, _ defect: AddressDefect, _ family: AddressProtocol?) -> LocalizedText {
    let reason = defect.text(family)
    return LocalizedText(
      "No QR code: the address of \(quoted: reference) must not be paid: \(reason[.english]). Check it in the PayIn dashboard.",
      "没有二维码：\(quoted: reference) 的地址不可付款：\(reason[.chinese])。请在 PayIn 管理后台核对。")
  }

  /// The user may have an address that the reply lacks.
  static func noAddressShown(_ reference: String) -> LocalizedText {
    LocalizedText(
      "No QR code: the API's answer shows no address of \(quoted: reference). If none is bound, bind_deposit_address binds one.",
      "没有二维码：API 的响应未显示 \(quoted: reference) 的地址。若尚未绑定，可用 bind_deposit_address 绑定。")
  }

  /// - Parameter family: the protocol that was asked for; nil if any would do.
  static func noCode(_ reference: String, _ family: AddressProtocol?) -> LocalizedText {
    let name = family.map { " (\($0.rawValue))" } ?? ""
    return LocalizedText(
      "No QR code: \(quoted: reference) has no such address\(name). bind_deposit_address binds one.",
      "没有二维码：\(quoted: reference) 没有此类地址\(name)。可用 bind_deposit_address 绑定。")
  }
}
