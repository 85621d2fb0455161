/// A token on one chain.
package struct Asset: Sendable, Equatable {
  package let currency: String
  /// Digits after the point that the token can hold; nil if the API did not say.
  package let decimals: Int?
  /// The address of the token's contract.
  package let contract: String?
}
