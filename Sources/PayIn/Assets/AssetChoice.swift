/// What a call asks of the chains.
package enum AssetChoice: Sendable, Equatable {
  /// To be paid an amount of a token on a chain. The prefix is where in the arguments the pair stands, such as
  /// `currencies/0/`, or empty.
  case pair(currency: String, chainID: String, amount: Amount?, prefix: String = "")
  /// To watch an address on all chains of a family.
  case family(AddressProtocol)
}
