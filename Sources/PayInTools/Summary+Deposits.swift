import JSON
import PayIn

extension Summary {
  static func bound(_ binding: Record?, _ reference: String) -> Wording {
    let (address, family) = (binding?["address"] ?? "", binding?["protocol"] ?? "")
    return Wording(
      "Address \(address) is bound to \(reference) (\(family)).", "地址 \(address) 已绑定到 \(reference)（\(family)）。")
  }

  static func unbound(_ reference: String) -> Wording {
    Wording("No deposit address is bound to \(reference) any more.", "\(reference) 已不再绑定任何充值地址。")
  }

  static func depositReference(_ record: Record, _ reference: String) -> Wording {
    let (address, sum) = (record["address"].flatMap { $0.isEmpty ? nil : $0 }, deposited(record))
    return Wording(
      "\(reference) has the address \(address ?? "unknown")\(sum[.english]).",
      "\(reference) 的充值地址\(address.map { "为 \($0)" } ?? "未知")\(sum[.chinese])。")
  }

  private static func deposited(_ record: Record) -> Wording {
    if let total = record["totalAmount"] {
      return Wording(", \(total) deposited in total", "，累计充值 \(total)")
    }
    let members = record.fields["totalAmountByCurrency"]?.object?.members ?? []
    guard !members.isEmpty else { return .empty }
    let sums = members.map { "\($0.value.string ?? "") \($0.name)" }
    return Wording(", \(sums.joined(separator: " and ")) deposited", "，已充值 \(sums.joined(separator: "、"))")
  }
}
