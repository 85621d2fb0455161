import Formats

/// The deposits at one depositor's address at the time of a poll.
package struct DepositProgress: WatchTarget {
  /// The depositor with the address.
  package let reference: APIResource
  /// The rows of the first page of the list, the newest first.
  package let deposits: [APIResource]
  private let total: Int?
  /// Whether the list has no further page.
  private let isWhole: Bool

  /// - Parameter total: the number of deposits on all pages, if it is known and more than these.
  init(_ reference: APIResource, _ deposits: [APIResource], total: Int?, isWhole: Bool) {
    self.reference = reference
    self.deposits = deposits
    self.total = total
    self.isWhole = isWhole
  }

  /// Addresses last until they are unbound.
  package var isFinal: Bool { false }
  package var secondsLeft: Int? { nil }

  package var pendingCount: Int {
    deposits.count { $0.status == "pending" }
  }

  /// A digest of the whole state, and the marks of the newest deposits, by which a later call knows what is new.
  package var cursor: String {
    digest + deposits.prefix(DepositMark.count).map { DepositMark(of: $0).text }.joined()
  }

  private var digest: String {
    var digest = StateDigest()
    digest.add(total.map(String.init))
    for deposit in deposits {
      digest.add(deposit.depositKey)
      digest.add(deposit["status"])
    }
    return digest.text
  }

  /// The deposits that are new since `earlier` or have another status.
  package func changes(since earlier: DepositProgress) -> [APIResource] {
    let known = earlier.deposits.reduce(into: [:]) { $0[$1.depositKey] = $1["status"] }
    return deposits.filter { known[$0.depositKey] != $0["status"] }
  }

  /// The deposits that are new since a cursor or have another status. Nil if that is not known: of another cursor, or if
  /// none of the newest deposits of that time is listed any more. What is listed after them was there before.
  package func changes(since cursor: String) -> [APIResource]? {
    guard let marks = DepositMark.list(of: cursor) else { return nil }
    let known = marks.reduce(into: [:]) { $0[$1.key] = $1.status }
    let now = deposits.map { (deposit: $0, mark: DepositMark(of: $0)) }
    guard !marks.isEmpty else { return deposits }
    guard let last = now.lastIndex(where: { known[$0.mark.key] != nil }) else { return nil }
    return now[...last].filter { known[$0.mark.key] != $0.mark.status }.map(\.deposit)
  }

  /// The deposits of `earlier` that the list no longer has, because the network took them back. Empty if the list has
  /// further pages, which may hold them.
  package func missing(since earlier: DepositProgress) -> [APIResource] {
    guard isWhole else { return [] }
    let known = Set(deposits.map(\.depositKey))
    return earlier.deposits.filter { !known.contains($0.depositKey) }
  }
}

/// What a cursor keeps of one deposit: a digest of its name in six hexadecimal digits, and one of its status in two.
private struct DepositMark {
  /// With as many a cursor has at most 64 characters, as the tool's schema demands.
  static let count = 6
  private static let length = 8

  let key: Substring
  let status: Substring

  init(of deposit: APIResource) {
    key = Self.digest(deposit.depositKey).prefix(6)
    status = Self.digest(deposit["status"]).prefix(2)
  }

  private init(_ text: Substring) {
    key = text.prefix(6)
    status = text.suffix(2)
  }

  var text: String { String(key + status) }

  /// The marks of a cursor, the newest first; nil if it is none of a wait for deposits.
  static func list(of cursor: String) -> [DepositMark]? {
    let marks = cursor.dropFirst(StateDigest.length)
    guard cursor.utf8.count >= StateDigest.length, marks.utf8.count % length == 0,
      cursor.utf8.allSatisfy(Hexadecimal.isDigit)
    else { return nil }
    return (0..<marks.utf8.count / length).map { DepositMark(marks.dropFirst($0 * length).prefix(length)) }
  }

  private static func digest(_ text: String?) -> String {
    var digest = StateDigest()
    digest.add(text)
    return digest.text
  }
}

extension APIResource {
  /// The id or, without one, the hash, which several deposits of one transaction share.
  fileprivate var depositKey: String {
    self["depositId"] ?? self["txHash"] ?? ""
  }
}
