import JSON
import PayIn

extension Summary {
  static func created(link: APIResource?) -> LocalizedText {
    let id = link.map { self.id($0, "id") } ?? .empty
    return LocalizedText(
      "Created payment link \(id[.english]) as a draft; publish it to take payments.",
      "已创建支付链接 \(id[.chinese])，目前为草稿；发布后才能收款。")
  }

  static func published(_ link: APIResource?, _ id: String) -> LocalizedText {
    guard let url = link?["checkoutUrl"] else {
      return LocalizedText("Payment link \(id) is published.", "支付链接 \(id) 已发布。")
    }
    return LocalizedText("Payment link \(id) is published at \(whole: url).", "支付链接 \(id) 已发布：\(whole: url)")
  }

  static func archived(_ id: String) -> LocalizedText {
    LocalizedText("Payment link \(id) is archived.", "支付链接 \(id) 已归档。")
  }
}
