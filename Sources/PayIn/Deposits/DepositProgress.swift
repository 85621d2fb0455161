/// The deposits at one depositor's address at the time of a poll.
package struct DepositProgress: WatchTarget {
  /// The depositor with the address.
  package let reference: APIResource
  /// The rows of the first page of the list, the newest first.
  package let deposits: [APIResource]
  private let total: Int?

  init(_ reference: APIResource, _ deposits: [APIResource], total: Int?) {
    self.reference = reference
    self.deposits = deposits
    self.total = total
  }

  /// Addresses last until they are unbound.
  package var isFinal: Bool { false }
  package var secondsLeft: Int? { nil }

  package var pendingCount: Int {
    deposits.count { $0.status == "pending" }
  }

  package var cursor: String {
    var digest = StateDigest()
    digest.add(total.map(String.init))
    for deposit in deposits {
      digest.add(deposit.depositKey)
      digest.add(deposit["status"])
    }
    return digest.text
  }

  /// The deposits that are new since `earlier` or have another status.
  package func changes(since earlier: DepositProgress) -> [APIResource] {
    let known = earlier.deposits.reduce(into: [:]) { $0[$1.depositKey] = $1["status"] }
    return deposits.filter { known[$0.depositKey] != $0["status"] }
  }

  /// The deposits of `earlier` that the list no longer has, because the network took them back. Empty if the list has
  /// further pages, which may hold them.
  package func missing(since earlier: DepositProgress) -> [APIResource] {
    guard total == deposits.count else { return [] }
    let known = Set(deposits.map(\.depositKey))
    return earlier.deposits.filter { !known.contains($0.depositKey) }
  }
}

extension APIResource {
  /// The id or, without one, the hash, which several deposits of one transaction share.
  fileprivate var depositKey: String {
    self["depositId"] ?? self["txHash"] ?? ""
  }
}
