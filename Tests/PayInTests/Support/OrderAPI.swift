import HTTP
import JSON
import Synchronization

@testable import PayIn

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
    case late(lookUps: Int)
  }

  /// How a list is served.
  struct Paging: Sendable {
    enum Member: Sendable { case page, limit, total, totalPages, hasMore }

    /// Rows of one page, whatever limit was asked for.
    var cap = 100
    /// What is said of the page. The limit, and the pages by it, are those that were asked for.
    var members: Set<Member> = [.total, .limit]
    var ignoresPage = false
    /// How many orders others make before the second page of a list is served, the third, and so on. The newest order
    /// is the first row.
    var insertions: [Int] = []
  }

  /// How the filter by reference is understood.
  enum Search: Sendable {
    /// Matches as PostgreSQL's `ILIKE '%…%'` with the text unescaped in it.
    case pattern
    case substring
    case exact
  }

  fileprivate struct State {
    var paging: Paging
    let search: Search
    let dialect: APIDialect
    var orders: [OrderRow] = []
    var hidden: [(order: JSONObject, lookUps: Int)] = []
    var faults: [Fault] = []
    var requests: [HTTPRequest] = []
    var lookUpReply: Result<HTTPResponse, HTTPTransportError>?
    var trueLookUps = 0
  }

  private let state: Mutex<State>

  /// An address from EIP-55.
  static let address = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"

  static let lost = Result<HTTPResponse, HTTPTransportError>.failure(
    HTTPTransportError(.connectionLost, mayHaveReachedServer: true))

  /// - Parameter dialect: `published` for rows and replies with the names of the published code.
  init(
    _ faults: Fault..., paging: Paging = Paging(), search: Search = .substring, dialect: APIDialect = .documented
  ) {
    state = Mutex(State(paging: paging, search: search, dialect: dialect, faults: faults))
  }

  /// What goes wrong with the next POST.
  func fail(_ fault: Fault) {
    state.withLock { $0.faults.append(fault) }
  }

  var posts: Int { state.withLock { $0.requests.count { $0.method == .post } } }
  var lookUps: Int { state.withLock { $0.requests.count { $0.method == .get } } }
  var orders: [JSONObject] { state.withLock { $0.orders.map(\.order) } }

  func add(_ order: JSONObject) {
    var order = order
    if order["address"] == nil { order["address"] = .string(Self.address) }
    state.withLock { [order] in $0.orders.append(OrderRow(order)) }
  }

  /// Lets every order be seen that was made and is still hidden.
  func showHidden() {
    state.withLock { state in
      state.orders += state.hidden.map { OrderRow($0.order) }
      state.hidden = []
    }
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
    order["orderId"] = .string("ord_\(orders.count + hidden.count + 1)")
    order["status"] = "pending"
    order["address"] = .string(OrderAPI.address)
    switch fault {
    case .late(let lookUps):
      hidden.append((order, lookUps))
      return OrderAPI.lost
    case .after(let reply):
      orders.append(OrderRow(order))
      return reply
    default:
      orders.append(OrderRow(order))
      return .json(
        201, ["success": true, "data": .object(dialect == .published ? OrderRow.publishedCreateReply(order) : order)])
    }
  }

  mutating func list(_ request: HTTPRequest) -> Result<HTTPResponse, HTTPTransportError> {
    orders += hidden.filter { $0.lookUps <= 1 }.map { OrderRow($0.order) }
    hidden = hidden.filter { $0.lookUps > 1 }.map { ($0.order, $0.lookUps - 1) }
    let query = HTTPQuery(request.url)
    let (page, limit) = (Int(query["page"] ?? "") ?? 1, Int(query["limit"] ?? "") ?? 20)
    if page > 1, !paging.insertions.isEmpty { insertOrdersOfOthers(paging.insertions.removeFirst()) }
    let rows = found(by: query["orderReference"])
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
      [
        "success": true, "data": .array(shown.map { .object(dialect == .published ? $0.published : $0.order) }),
        "pagination": .object(pagination),
      ])
  }

  private mutating func insertOrdersOfOthers(_ count: Int) {
    let new = (0..<count).map {
      let number = JSONValue.string("order_1-new-\(orders.count)-\($0)")
      return OrderRow(["orderId": number, "orderReference": number, "address": .string(OrderAPI.address)])
    }
    orders = new + orders
  }

  private func found(by text: String?) -> [OrderRow] {
    guard let text else { return orders }
    switch search {
    case .exact:
      return orders.filter { $0.reference.hasSameBytes(as: text) }
    case .substring:
      let part = Array(text.lowercased().utf8)
      return orders.filter { $0.holds(part) }
    case .pattern:
      let pattern = LikePattern("%\(text)%")
      return orders.filter { pattern.matches($0.folded) }
    }
  }
}

extension Result<HTTPResponse, HTTPTransportError> {
  static func json(_ status: Int, _ value: JSONValue) -> Self {
    .success(HTTPResponse(status: status, body: JSONWriter.bytes(of: value)))
  }

  static func status(_ status: Int, _ body: String = "") -> Self {
    .success(HTTPResponse(status: status, body: Array(body.utf8)))
  }
}
