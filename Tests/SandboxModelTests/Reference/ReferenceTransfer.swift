/// Tokens that arrived. Money is in millionths.
struct ReferenceTransfer {
  enum Purpose: Equatable {
    case order(String)
    case deposit(reference: String)
  }

  /// The start of the key of a transfer that a story has made: its real hash is the sandbox's.
  static let storyMark = "story:"

  let purpose: Purpose
  let amount: Int
  let asset: ReferenceAsset
  var refusal: String?
  var confirmations: Int
  /// The address of a deposit.
  var address: String?
  /// Whether the network has taken it back.
  var isDropped = false
  /// Whether it was ever confirmed.
  var wasConfirmed = false

  var isConfirmed: Bool { !isDropped && confirmations == asset.confirmations }
  var counts: Bool { !isDropped && refusal == nil }

  /// The transfer for an order whose name in the model has changed.
  func renamed(from old: String, to new: String) -> ReferenceTransfer {
    guard case .order(old) = purpose else { return self }
    return ReferenceTransfer(
      purpose: .order(new), amount: amount, asset: asset, refusal: refusal,
      confirmations: confirmations,
      isDropped: isDropped, wasConfirmed: wasConfirmed)
  }
}
