import HTTP
import JSON
import Synchronization

/// Orders as an open version of the API keeps them: the filter finds parts of references, and a second order of one
/// reference is as welcome as the first.
final class OrderAPI: HTTPTransport {
  /// What goes wrong with one POST.
  enum Fault: Sendable {
    case none
    /// The order is not made.
    case before(Result<HTTPResponse, HTTPTransportError>)
    /// The order is made.
    case after(Result<HTTPResponse, HTTPTransportError>)
    /// The order is made, but not to be seen before so many look-ups.
    case late(looks: Int)
  }

  /// How a list is served.
  struct Paging: Sendable {
    enum Member: Sendable { case page, limit, total, totalPages, hasMore }

    /// Rows of one page, whatever limit was asked for.
    var cap = 100
    /// What is said of the page. The limit, and the pages by it, are those that were asked for.
    var members: Set<Member> = [.total, .limit]
    var ignoresPage = false
  }

  /// How the filter by reference is understood.
  enum Search: Sendable {
    /// As PostgreSQL understands `ILIKE '%…%'` with the text unescaped in it.
    case pattern
    case substring
    case exact
  }

  fileprivate struct State {
    let paging: Paging
    let search: Search
    var orders: [JSONObject] = []
    var hidden: (order: JSONObject, looks: Int)?
    var faults: [Fault] = []
    var requests: [HTTPRequest] = []
    var lookUpReply: Result<HTTPResponse, HTTPTransportError>?
    var trueLookUps = 0
  }

  private let state: Mutex<State>

  /// From EIP-55.
  static let address = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"

  static let lost = Result<HTTPResponse, HTTPTransportError>.failure(
    HTTPTransportError(.connectionLost, mayHaveReachedServer: true))

  init(_ faults: Fault..., paging: Paging = Paging(), search: Search = .substring) {
    state = Mutex(State(paging: paging, search: search, faults: faults))
  }

  /// What goes wrong with the next POST.
  func fail(_ fault: Fault) {
    state.withLock { $0.faults.append(fault) }
  }

  var posts: Int { state.withLock { $0.requests.count { $0.method == .post } } }
  var looks: Int { state.withLock { $0.requests.count { $0.method == .get } } }
  var orders: [JSONObject] { state.withLock { $0.orders } }

  func add(_ order: JSONObject) {
    var order = order
    if order["address"] == nil { order["address"] = .string(Self.address) }
    state.withLock { [order] in $0.orders.append(order) }
  }

  /// - Parameter count: look-ups that are answered truly before.
  func answerLookUps(after count: Int = 0, with reply: Result<HTTPResponse, HTTPTransportError>?) {
    state.withLock { ($0.trueLookUps, $0.lookUpReply) = (count, reply) }
  }

  func send(_ request: HTTPRequest) async throws(HTTPTransportError) -> HTTPResponse {
    await Task.yield()
    let reply = state.withLock { state in
      state.requests.append(request)
      if request.method == .post { return state.post(request) }
      state.trueLookUps -= 1
      return state.trueLookUps >= 0 ? state.list(request) : state.lookUpReply ?? state.list(request)
    }
    return try reply.get()
  }
}

extension OrderAPI.State {
  mutating func post(_ request: HTTPRequest) -> Result<HTTPResponse, HTTPTransportError> {
    let fault = faults.isEmpty ? .none : faults.removeFirst()
    if case .before(let reply) = fault { return reply }
    var order = (try? JSONParser.parse(request.body))?.object ?? [:]
    order["orderId"] = .string("ord_\(orders.count + 1)")
    order["status"] = "pending"
    order["address"] = .string(OrderAPI.address)
    switch fault {
    case .late(let looks):
      hidden = (order, looks)
      return OrderAPI.lost
    case .after(let reply):
      orders.append(order)
      return reply
    default:
      orders.append(order)
      return .json(201, ["success": true, "data": .object(order)])
    }
  }

  mutating func list(_ request: HTTPRequest) -> Result<HTTPResponse, HTTPTransportError> {
    if let (order, looks) = hidden {
      hidden = looks > 1 ? (order, looks - 1) : nil
      if hidden == nil { orders.append(order) }
    }
    let query = HTTPQuery(request.url)
    let rows = orders.filter { isFound($0, by: query["orderReference"]) }
    let (page, limit) = (Int(query["page"] ?? "") ?? 1, Int(query["limit"] ?? "") ?? 20)
    let first = paging.ignoresPage ? 0 : (page - 1) * min(limit, paging.cap)
    let shown = rows.dropFirst(first).prefix(min(limit, paging.cap))
    func number(_ value: Int) -> JSONValue { .number(JSONNumber(value)) }
    let pages = (rows.count + limit - 1) / limit
    var pagination: JSONObject = [:]
    if paging.members.contains(.page) { pagination["page"] = number(page) }
    if paging.members.contains(.limit) { pagination["limit"] = number(limit) }
    if paging.members.contains(.total) { pagination["total"] = number(rows.count) }
    if paging.members.contains(.totalPages) { pagination["totalPages"] = number(pages) }
    if paging.members.contains(.hasMore) { pagination["hasMore"] = .bool(first + shown.count < rows.count) }
    return .json(
      200,
      ["success": true, "data": .array(shown.map(JSONValue.object)), "pagination": .object(pagination)])
  }

  /// By code points: `contains` would compare by canonical equivalence and whole characters.
  private static func holds(_ text: String, _ part: String) -> Bool {
    let (text, part) = (Array(text.utf8), Array(part.utf8))
    return (0...text.count).contains { text[$0...].starts(with: part) }
  }

  private func isFound(_ order: JSONObject, by text: String?) -> Bool {
    guard let text else { return true }
    let reference = order["orderReference"]?.string ?? ""
    switch search {
    case .exact: return reference.hasSameBytes(as: text)
    case .substring: return Self.holds(reference.lowercased(), text.lowercased())
    case .pattern: return LikePattern("%\(text)%").matches(reference)
    }
  }
}

/// The query of a URL, decoded.
private struct HTTPQuery {
  private var values: [String: String] = [:]

  init(_ url: String) {
    for pair in url.split(separator: "?", maxSplits: 1).last?.split(separator: "&") ?? [] {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      values[String(parts[0])] = parts.count == 2 ? Self.decoded(parts[1].utf8) : ""
    }
  }

  subscript(name: String) -> String? { values[name] }

  private static func decoded(_ text: Substring.UTF8View) -> String {
    var (bytes, rest): ([UInt8], Substring.UTF8View) = ([], text)
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), let value = UInt8(String(Substring(rest.prefix(2))), radix: 16) {
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension Result<HTTPResponse, HTTPTransportError> {
  fileprivate static func json(_ status: Int, _ value: JSONValue) -> Self {
    .success(HTTPResponse(status: status, body: JSONWriter.bytes(of: value)))
  }

  static func status(_ status: Int, _ body: String = "") -> Self {
    .success(HTTPResponse(status: status, body: Array(body.utf8)))
  }
}
