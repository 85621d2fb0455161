import Synchronization

/// Remembers the verdicts on addresses: a payer's address is shown again with each look at its order, and to judge it
/// takes 25,000 instructions of Keccak or of base 58.
package final class AddressVerdicts: Sendable {
  private struct Judgement {
    let family: AddressProtocol?
    let verdict: AddressVerdict
  }

  /// The most verdicts that are kept: those of some pages of a list.
  private static let limit = 512
  /// The most bytes of an address that is remembered. A longer one is no address, which is soon said.
  private static let longestAddress = 128

  /// The last judgement on each address: one address is rarely paid on chains of two families.
  private let judgements = Mutex<[ExactText: Judgement]>([:])

  package init() {}

  /// The same as `AddressCheck.verdict`.
  package func verdict(on address: String?, of family: AddressProtocol?) -> AddressVerdict {
    guard let address, address.utf8.count <= Self.longestAddress else {
      return AddressCheck.verdict(on: address, of: family)
    }
    let key = ExactText(address)
    if let known = judgements.withLock({ $0[key] }), known.family == family { return known.verdict }
    let verdict = AddressCheck.verdict(on: address, of: family)
    judgements.withLock { judgements in
      if judgements.count >= Self.limit { judgements.removeAll(keepingCapacity: true) }
      judgements[key] = Judgement(family: family, verdict: verdict)
    }
    return verdict
  }
}
