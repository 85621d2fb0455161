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

  static func statistics(ofDeposits record: APIResource) -> LocalizedText {
    let (references, sums) = (count(record, "activeReferences"), sums(record, "totalAmountByCurrency"))
    let users = LocalizedText("\(references) users have an address.", "\(references) 个用户有充值地址。")
    guard record.fields["totalDeposits"] != nil else { return users }
    let deposits = count(record, "totalDeposits")
    return .sentences(
      LocalizedText("\(deposits) deposits\(sums[.english]).", "充值 \(deposits) 笔\(sums[.chinese])。"), users)
  }

  /// Says so if a pool has fewer free addresses than PayIn's own guide warns of.
  static func pools(_ pools: [APIResource]) -> LocalizedText {
    let parts = pools.map { "\($0["protocol"] ?? "?") \(count($0, "available"))" }
    let isLow = pools.contains { $0.fields["available"]?.number?.integer ?? 0 < CallStatistics.fewAddresses }
    let (list, few) = (LocalizedText.list(parts), CallStatistics.fewAddresses)
    return .sentences(
      LocalizedText("Free addresses: \(list[.english]).", "可用地址：\(list[.chinese])。"),
      isLow ? LocalizedText("Fewer than \(few) is low: import more.", "少于 \(few) 个，请导入更多地址。") : .empty)
  }
}
