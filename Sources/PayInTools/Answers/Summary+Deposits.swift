import JSON
import PayIn

extension Summary {
  static func bound(_ binding: APIResource?, _ reference: String) -> LocalizedText {
    let (address, family) = (binding?["address"] ?? "", binding?["protocol"] ?? "")
    return LocalizedText(
      "Address \(address) is bound to \(quoted: reference) (\(family)).",
      "地址 \(address) 已绑定到 \(quoted: reference)（\(family)）。")
  }

  static func unbound(_ reference: String) -> LocalizedText {
    LocalizedText("No deposit address is bound to \(quoted: reference) any more.", "\(quoted: reference) 已不再绑定任何充值地址。")
  }

  static func depositReference(_ record: APIResource, _ reference: String) -> LocalizedText {
    let (addresses, sum) = (addresses(record), deposited(record))
    return LocalizedText(
      "\(quoted: reference) has the address \(addresses[.english])\(sum[.english]).",
      "\(quoted: reference) 的充值地址为 \(addresses[.chinese])\(sum[.chinese])。")
  }

  /// Every address with its protocol: a payer with a wallet of the other one needs that one.
  private static func addresses(_ record: APIResource) -> LocalizedText {
    let byProtocol = record.fields["addressByProtocol"]?.object?.members ?? []
    if byProtocol.count > 1 {
      let all = byProtocol.map { LocalizedText(verbatim: "\($0.value.string ?? "?") (\($0.name))") }
      return LocalizedText(
        all.map { $0[.english] }.joined(separator: " and "), all.map { $0[.chinese] }.joined(separator: " 和 "))
    }
    guard let address = record["address"], !address.isEmpty else { return LocalizedText("unknown", "未知") }
    return LocalizedText(verbatim: record["protocol"].map { "\(address) (\($0))" } ?? address)
  }

  private static func deposited(_ record: APIResource) -> LocalizedText {
    let members = record.fields["totalAmountByCurrency"]?.object?.members ?? []
    guard members.isEmpty else {
      let sums = members.map { "\($0.value.string ?? "") \($0.name)" }
      return LocalizedText(", \(sums.joined(separator: " and ")) deposited", "，已充值 \(sums.joined(separator: "、"))")
    }
    guard let total = record["totalAmount"] else { return .empty }
    return LocalizedText(", \(total) deposited in total", "，累计充值 \(total)")
  }

  static func statistics(ofDeposits record: APIResource) -> LocalizedText {
    let (references, sums) = (count(record, "activeReferences"), sums(record, "totalAmountByCurrency"))
    let users = LocalizedText(
      "\(references) \(references == "1" ? "user has" : "users have") an address.", "\(references) 个用户有充值地址。")
    guard record.fields["totalDeposits"] != nil else { return users }
    let deposits = count(record, "totalDeposits")
    return .sentences(
      LocalizedText(
        "\(deposits) \(deposits == "1" ? "deposit" : "deposits")\(sums[.english]).",
        "充值 \(deposits) 笔\(sums[.chinese])。"),
      users)
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
