/// Money in millionths, times in milliseconds.
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
