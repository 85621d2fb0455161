import JSON
import PayIn

extension Summary {
  static func bound(_ binding: APIResource?, _ reference: String) -> LocalizedText {
    let (address, family) = (binding?["address"] ?? "", binding?["protocol"] ?? "")
    return LocalizedText(
      "Address \(address) is bound to \(reference) (\(family)).", "地址 \(address) 已绑定到 \(reference)（\(family)）。")
  }

  static func unbound(_ reference: String) -> LocalizedText {
    LocalizedText("No deposit address is bound to \(reference) any more.", "\(reference) 已不再绑定任何充值地址。")
  }

  static func depositReference(_ record: APIResource, _ reference: String) -> LocalizedText {
    let (address, sum) = (record["address"].flatMap { $0.isEmpty ? nil : $0 }, deposited(record))
    return LocalizedText(
      "\(reference) has the address \(address ?? "unknown")\(sum[.english]).",
      "\(reference) 的充值地址\(address.map { "为 \($0)" } ?? "未知")\(sum[.chinese])。")
  }

  private static func deposited(_ record: APIResource) -> LocalizedText {
    if let total = record["totalAmount"] {
      return LocalizedText(", \(total) deposited in total", "，累计充值 \(total)")
    }
    let members = record.fields["totalAmountByCurrency"]?.object?.members ?? []
    guard !members.isEmpty else { return .empty }
    let sums = members.map { "\($0.value.string ?? "") \($0.name)" }
    return LocalizedText(", \(sums.joined(separator: " and ")) deposited", "，已充值 \(sums.joined(separator: "、"))")
  }
}
