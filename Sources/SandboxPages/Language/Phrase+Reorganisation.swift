extension Phrase {
  /// The state of a transfer that the network took back before it was final.
  static let transferDropped = Phrase("taken back by the network, does not count", "已被网络撤回，不计入")
}
