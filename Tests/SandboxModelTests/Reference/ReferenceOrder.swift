/// Money in millionths, times in milliseconds.
struct ReferenceOrder {
  var id: String
  let reference: String
  let amount: Int
  let asset: ReferenceAsset
  let address: String
  let createdAt: Int
  /// The end of the grace period.
  let endsAt: Int
  /// Whose item it reserves.
  let link: String?
  var status = "pending"
  var endedAt: Int?
  var detected = 0
  var confirmed = 0
  /// Of transfers that count.
  var confirmedHashes: Set<String> = []

  /// Whether a transfer of that hash is confirmed, as far as the model knows the hashes.
  func hasConfirmed(_ hash: String) -> Bool {
    confirmedHashes.contains { $0 == hash || $0.hasPrefix(ReferenceTransfer.storyMark) }
  }

  /// Counts what was received and confirmed; negative amounts take it back.
  mutating func add(_ amount: Int, _ hash: String, isConfirmed: Bool) {
    detected += amount
    if isConfirmed { confirm(amount, hash) }
  }

  mutating func confirm(_ amount: Int, _ hash: String) {
    confirmed += amount
    if amount > 0 { confirmedHashes.insert(hash) } else { confirmedHashes.remove(hash) }
  }

  /// Why a transfer of `asset` would count for nothing.
  func refusal(of asset: ReferenceAsset) -> String? {
    if status != "pending" { return "order_\(status)" }
    if asset.chainId != self.asset.chainId { return "wrong_chain" }
    return asset.currency == self.asset.currency ? nil : "wrong_token"
  }
}
