import JSON
import PayIn

/// What the rows of a list come to: a chat repeats this, and nobody adds rows up.
extension Summary {
  /// The number of rows in each state, in the order of their first row.
  static func states(_ rows: [APIResource]) -> LocalizedText {
    var counts: [(status: String, count: Int)] = []
    for status in rows.compactMap({ $0["status"] }) {
      if let index = counts.firstIndex(where: { $0.status.hasSameBytes(as: status) }) {
        counts[index].count += 1
      } else {
        counts.append((status, 1))
      }
    }
    guard !counts.isEmpty else { return .empty }
    let list = LocalizedText.list(counts.map { LocalizedText(verbatim: "\($0.count) \($0.status)") })
    return LocalizedText("Shown: \(list[.english]).", "所列订单：\(list[.chinese])。")
  }

  /// The sum of each token in each state. It is left out where a row has no sound amount: a sum of the others would be
  /// taken for the whole.
  static func sums(ofDeposits rows: [APIResource]) -> LocalizedText {
    var sums: [(kind: String, amount: Amount)] = []
    for row in rows {
      guard let amount = row.amount("amount"), let currency = row["currency"], let status = row["status"] else {
        return .empty
      }
      let kind = "\(currency) \(status)"
      guard let index = sums.firstIndex(where: { $0.kind.hasSameBytes(as: kind) }) else {
        sums.append((kind, amount))
        continue
      }
      guard let sum = sums[index].amount.plus(amount) else { return .empty }
      sums[index].amount = sum
    }
    guard !sums.isEmpty else { return .empty }
    let list = LocalizedText.list(sums.map { LocalizedText(verbatim: "\($0.amount.text) \($0.kind)") })
    return LocalizedText("Shown: \(list[.english]).", "所列充值：\(list[.chinese])。")
  }
}
