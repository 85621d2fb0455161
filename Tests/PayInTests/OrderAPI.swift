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

  fileprivate struct State {
    var orders: [JSONObject] = []
    var hidden: (order: JSONObject, looks: Int)?
    var faults: [Fault] = []
    var requests: [HTTPRequest] = []
    var lookUpReply: Result<HTTPResponse, HTTPTransportError>?
  }

  private let state = Mutex(State())

  static let lost = Result<HTTPResponse, HTTPTransportError>.failure(
    HTTPTransportError(.connectionLost, mayHaveReachedServer: true))

  init(_ faults: Fault...) {
    state.withLock { $0.faults = faults }
  }

  var posts: Int { state.withLock { $0.requests.count { $0.method == .post } } }
  var looks: Int { state.withLock { $0.requests.count { $0.method == .get } } }
  var orders: [JSONObject] { state.withLock { $0.orders } }

  func add(_ order: JSONObject) {
    state.withLock { $0.orders.append(order) }
  }

  func answerLookUps(with reply: Result<HTTPResponse, HTTPTransportError>?) {
    state.withLock { $0.lookUpReply = reply }
  }

  func send(_ request: HTTPRequest) async throws(HTTPTransportError) -> HTTPResponse {
    await Task.yield()
    let reply = state.withLock { state in
      state.requests.append(request)
      return request.method == .post ? state.post(request) : state.lookUpReply ?? state.list(request)
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
    func value(_ name: String) -> Substring {
      request.url.split(separator: "&").lazy.flatMap { $0.split(separator: "?") }.first { $0.hasPrefix("\(name)=") }?
        .dropFirst(name.count + 1) ?? ""
    }
    let wanted = value("orderReference").lowercased()
    let rows = orders.filter { $0["orderReference"]?.string?.lowercased().contains(wanted) == true }
    let first = ((Int(value("page")) ?? 1) - 1) * 100
    let page = rows.dropFirst(first).prefix(100).map(JSONValue.object)
    return .json(
      200,
      ["success": true, "data": .array(page), "pagination": ["total": .number(JSONNumber(rows.count)), "limit": 100]]
    )
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
