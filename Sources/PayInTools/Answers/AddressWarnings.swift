import JSON
import PayIn

/// Finds the addresses in the result of a read that should not be paid to, and warns of them.
struct AddressWarnings {
  /// The number of owners that one warning names; further ones are counted.
  private static let namedOwners = 5
  /// The lists whose rows have an address.
  private static let lists = ["orders", "deposits", "transfers", "addresses"]

  private struct Finding: Hashable {
    let defect: AddressDefect
    let isWrong: Bool
    let family: AddressProtocol?
  }

  /// Returns the family of a chain, or nil if it is not known.
  let family: (_ chainID: String) -> AddressProtocol?
  var verdict: (_ address: String?, _ family: AddressProtocol?) -> AddressVerdict = AddressCheck.verdict

  /// - Parameter needsAddress: whether a result without an address is warned about.
  func warnings(in fields: JSONObject, needsAddress: Bool) -> [Warning] {
    var findings: [(finding: Finding, owners: [LocalizedText])] = []
    func add(_ row: JSONObject, at index: Int) {
      for finding in self.findings(row) {
        let owner = owner(row, index)
        if let index = findings.firstIndex(where: { $0.finding == finding }) {
          findings[index].owners.append(owner)
        } else {
          findings.append((finding, [owner]))
        }
      }
    }
    for name in Self.lists {
      for (index, row) in (fields[name]?.array ?? []).enumerated() {
        guard let row = row.object, row["address"] != nil else { continue }
        add(row, at: index)
      }
    }
    if needsAddress || fields["address"] != nil { add(fields, at: 0) }
    return findings.map { finding, owners in
      Warning(finding.defect, isWrong: finding.isWrong, of: finding.family, Self.named(owners))
    }
  }

  private func findings(_ row: JSONObject) -> [Finding] {
    guard !Status(row.text("status")).isSettled else { return [] }
    let known = row.optional("chainId").flatMap(family) ?? row.optional("protocol").map(AddressProtocol.init)
    let others = row["addressByProtocol"]?.object?.members ?? []
    let addresses =
      [(row.optional("address"), known)] + others.map { ($0.value.string, AddressProtocol(rawValue: $0.name)) }
    return addresses.compactMap { address, family in
      let verdict = verdict(address, family)
      return verdict.defect.map { Finding(defect: $0, isWrong: verdict.isWrong, family: family) }
    }
  }

  private func owner(_ row: JSONObject, _ index: Int) -> LocalizedText {
    if let id = row.optional("orderId").map({ DisplayText(raw: $0, limit: 80) }) {
      return LocalizedText("order \(id)", "订单 \(id) ")
    }
    if let reference = row.optional("depositReference").map({ DisplayText(raw: $0, limit: 80) }) {
      return LocalizedText("deposit reference \(reference)", "充值引用 \(reference) ")
    }
    return LocalizedText("row \(index + 1)", "第 \(index + 1) 行")
  }

  private static func named(_ owners: [LocalizedText]) -> LocalizedText {
    let more = owners.count - namedOwners
    let shown = owners.prefix(namedOwners)
    let rest = more > 0 ? LocalizedText(" and \(more) more", "等，另有 \(more) 个") : .empty
    return .list(Array(shown)) + rest
  }
}

extension ToolContext {
  /// The warnings about addresses in the result of a read. The client adds those of writes.
  func addressWarnings(_ answer: ToolAnswer, _ operation: Operation) -> [Warning] {
    guard !operation.kind.isWrite else { return [] }
    let warnings = AddressWarnings(family: assets.addressProtocol, verdict: verdicts.verdict)
    let isSingle = operation == .order || operation == .depositReference
    return warnings.warnings(in: answer.wholeFields ?? answer.fields, needsAddress: isSingle)
  }
}
