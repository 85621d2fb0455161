import Formats
import JSON

/// Tokens and chains as the host writes them. A call may name them without regard to case, and chains also by their names:
/// `usdt`, `Polygon Amoy`. Common names that say nothing of the network, such as `polygon`, are not read as a chain.
extension AssetTable {
  /// The longest text that is compared, in bytes.
  private static let longestName = 64

  func spelled(_ choice: AssetChoice) -> AssetChoice {
    switch choice {
    case .pair(let currency, let chainID, let amount, let prefix):
      let chainID = chain(spelled: chainID)
      return .pair(currency: token(spelled: currency, on: chainID), chainID: chainID, amount: amount, prefix: prefix)
    case .filter(let currency, let chainID):
      let chainID = chainID.map(chain(spelled:))
      return .filter(currency: currency.map { token(spelled: $0, on: chainID) }, chainID: chainID)
    case .family: return choice
    }
  }

  /// The chain's id, or the text itself unless it is the id or name of exactly one chain.
  private func chain(spelled text: String) -> String {
    guard self[text] == nil, text.utf8.count <= Self.longestName, text.utf8.allSatisfy({ $0 < 0x80 }) else {
      return text
    }
    let folded = Chain.fold(text)
    let same = chains.filter { chain in [chain.id, chain.name ?? chain.id].contains { Chain.fold($0) == folded } }
    return same.count == 1 && !folded.isEmpty ? same[0].id : text
  }

  /// The token as the chain spells it or, without a chain, as all chains do; the text itself if none or several fit.
  private func token(spelled text: String, on chainID: String?) -> String {
    let assets = chainID.map { chain(listed: $0)?.assets ?? [] } ?? chains.flatMap(\.assets)
    guard text.utf8.count <= Self.longestName, !assets.contains(where: { $0.currency.hasSameBytes(as: text) }) else {
      return text
    }
    let wanted = text.lowercased()
    let same = Set(assets.map(\.currency).filter { $0.lowercased() == wanted })
    return same.count == 1 ? same.first ?? text : text
  }

  /// An incomplete list does not take away what the built-in table knows.
  func chain(listed id: String) -> Chain? {
    self[id] ?? (isComplete ? nil : AssetTable.builtIn[id])
  }

  /// Whether people call some chain so, on whichever network.
  func isCommonName(_ text: String) -> Bool {
    let folded = Chain.fold(text)
    return !folded.isEmpty && text.utf8.count <= Self.longestName && chains.contains { $0.names.contains(folded) }
  }
}
