import JSON

/// Guesses the bytes that were signed, for a body that was parsed and serialised again.
///
/// That is by far the most frequent reason why a correct secret fails: web frameworks pass the parsed body on, and every
/// language writes JSON a little differently.
package enum OriginalBody {
  /// The change that has to be undone.
  package enum Change: Sendable, Equatable {
    case edges
    case lineEnds
    /// White space or escapes.
    case formatting
    case memberOrder
  }

  /// The largest body for which guesses are made: some twenty are hashed, and webhooks are below one kilobyte.
  static let greatestSize = 64 << 10

  /// The guesses, the likeliest first. Lazy, since the first that fits ends the search.
  static func guesses(from body: [UInt8]) -> some Sequence<(change: Change, bytes: [UInt8])> {
    let isWorthIt = body.count <= greatestSize
    return (isWorthIt ? texts(body) + documents(body) : []).lazy.map { ($0.change, $0.make()) }
  }

  private typealias Guess = (change: Change, make: () -> [UInt8])

  private static func texts(_ body: [UInt8]) -> [Guess] {
    let core = trimmed(body)
    let newline = UInt8(ascii: "\n")
    return [
      (.edges, { core }), (.edges, { core + [newline] }), (.edges, { core + [UInt8(ascii: "\r"), newline] }),
      (.lineEnds, { withLineFeeds(body) }),
      (.lineEnds, { withLineFeeds(body).flatMap { $0 == newline ? [UInt8(ascii: "\r"), newline] : [$0] } }),
    ]
  }

  private static func documents(_ body: [UInt8]) -> [Guess] {
    guard let value = try? JSONParser.parse(trimmed(body)) else { return [] }
    let reordered = WebhookMemberOrder.documented(value)
    return JSONStyle.common.map { style in (.formatting, { style.bytes(of: value) }) }
      + JSONStyle.common.map { style in (.memberOrder, { style.bytes(of: reordered) }) }
  }

  /// The body without white space at its ends and without the byte order mark that some editors write.
  private static func trimmed(_ body: [UInt8]) -> [UInt8] {
    let start = body.drop { isSpace($0) || [0xEF, 0xBB, 0xBF].contains($0) }
    return start.lastIndex { !isSpace($0) }.map { Array(start[...$0]) } ?? []
  }

  private static func withLineFeeds(_ body: [UInt8]) -> [UInt8] {
    body.filter { $0 != UInt8(ascii: "\r") }
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    [0x20, 0x09, 0x0A, 0x0D].contains(byte)
  }
}

/// The order in which PayIn writes the members of its events. Parsers that sort names or keep none lose it.
enum WebhookMemberOrder {
  /// The names of envelope and data in all dialects, which do not contradict each other.
  private static let names = [
    "id", "type", "createdAt", "created_at", "data",
    "orderId", "order_id", "orderReference", "order_reference", "depositReference", "status", "token", "chain",
    "amount", "currency", "chainId", "chain_id", "depositAddress", "payment_address", "txHash", "blockNumber",
    "timestamp", "expires_at", "completedAt", "completed_at", "expired_at", "reason", "redirectUrl", "organizationId",
  ]

  private static let ranks = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })

  /// Members of other names go last, in the order they have.
  static func documented(_ value: JSONValue) -> JSONValue {
    guard let object = value.object else { return value }
    let ranked = object.members.enumerated().map { (rank: ranks[$1.name] ?? names.count, place: $0, member: $1) }
    let sorted = ranked.sorted { ($0.rank, $0.place) < ($1.rank, $1.place) }
    return .object(
      JSONObject(sorted.map { JSONObject.Member(name: $0.member.name, value: documented($0.member.value)) }))
  }
}
