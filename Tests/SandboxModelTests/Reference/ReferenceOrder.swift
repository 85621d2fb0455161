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

struct ReferenceTransfer {
  enum Purpose {
    case order(String)
    case deposit(reference: String)
  }

  let purpose: Purpose
  let amount: Int
  let asset: ReferenceAsset
  let refusal: String?
  var confirmations: Int

  var isConfirmed: Bool { confirmations == asset.confirmations }
}

struct ReferenceLink {
  let id: String
  let slug: String
  /// Zero if the payer chooses.
  let price: Int
  let options: [ReferenceAsset]
  let total: Int?
  let expiresAt: Int?
  var isPublished = false
  var isArchived = false
  var reserved = 0
  var sold = 0

  /// The status of the refusal, and its name. The first rule broken is the one that is told.
  func refusal(currency: String, chainId: String, amount: Int?, _ now: Int) -> (Int, String)? {
    if !isPublished { return (409, "Conflict") }
    if isArchived || expiresAt.map({ $0 <= now }) ?? false { return (410, "Gone") }
    if !options.contains(where: { $0.currency == currency && $0.chainId == chainId }) {
      return (400, "ValidationError")
    }
    if let total, total - reserved - sold == 0 { return (409, "Conflict") }
    return price == 0 && (amount ?? 0) == 0 ? (400, "ValidationError") : nil
  }
}
