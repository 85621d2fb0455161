/// The pages of a public block explorer.
struct Explorer: Sendable, Equatable {
  private let addressPrefix: String
  private let transactionPrefix: String
  private let suffix: String

  /// With the paths that most explorers share (EIP-3091).
  init(_ root: String, suffix: String = "") {
    addressPrefix = "\(root)/address/"
    transactionPrefix = "\(root)/tx/"
    self.suffix = suffix
  }

  /// With the paths of Tronscan.
  init(tronscan root: String) {
    addressPrefix = "\(root)/#/address/"
    transactionPrefix = "\(root)/#/transaction/"
    suffix = ""
  }

  func page(ofAddress address: String) -> String {
    addressPrefix + address + suffix
  }

  func page(ofTransaction hash: String) -> String {
    transactionPrefix + hash + suffix
  }
}
