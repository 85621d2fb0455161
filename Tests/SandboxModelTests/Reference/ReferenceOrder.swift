/// Money in millionths, times in milliseconds.
struct ReferenceOrder {
  let id: String
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

  /// Why a transfer of `asset` would count for nothing.
  func refusal(of asset: ReferenceAsset) -> String? {
    if status != "pending" { return "order_\(status)" }
    if asset.chainId != self.asset.chainId { return "wrong_chain" }
    return asset.currency == self.asset.currency ? nil : "wrong_token"
  }
}
