/// Tokens that arrived. Money is in millionths.
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
