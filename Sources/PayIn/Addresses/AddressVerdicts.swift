import Synchronization

/// Remembers the verdicts on addresses: a payer's address is shown again with each look at its order, and to judge it
/// takes 25,000 instructions of Keccak or of base 58.
package final class AddressVerdicts: Sendable {
  private struct Judged: Hashable {
    let address: ExactText
    let family: AddressProtocol?
  }

  /// The most verdicts that are kept: those of some pages of a list.
  private static let limit = 512
  /// The most bytes of an address that is remembered. A longer one is no address, which is soon said.
  private static let longestAddress = 128

  private let verdicts = Mutex<[Judged: AddressVerdict]>([:])

  package init() {}

  /// The same as `AddressCheck.verdict`.
  package func verdict(on address: String?, of family: AddressProtocol?) -> AddressVerdict {
    guard let address, address.utf8.count <= Self.longestAddress else {
      return AddressCheck.verdict(on: address, of: family)
    }
    let judged = Judged(address: ExactText(address), family: family)
    if let known = verdicts.withLock({ $0[judged] }) { return known }
    let verdict = AddressCheck.verdict(on: address, of: family)
    verdicts.withLock { verdicts in
      if verdicts.count >= Self.limit { verdicts.removeAll(keepingCapacity: true) }
      verdicts[judged] = verdict
    }
    return verdict
  }
}
