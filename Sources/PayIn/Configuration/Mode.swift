/// Which network the calls go to.
package enum Mode: String, Sendable, CaseIterable {
  /// The embedded sandbox.
  case sandbox
  case testnet
  /// Real money.
  case mainnet
  /// Somebody's own server; it may be on either network.
  case custom

  /// Every other host of the vendor counts as the main network: a wrong guess that way costs a setting, the other
  /// way round it costs money.
  init(of url: BaseURL) {
    let labels = url.hostName.split(separator: ".")
    guard labels.suffix(2) == ["payin", "com"] else {
      self = .custom
      return
    }
    self = labels.contains("testnet") ? .testnet : .mainnet
  }
}
