import HTTP
import JSON
import Synchronization

@testable import PayIn

/// Deposit addresses and what has come in at them, on the routes of either dialect.
final class DepositAPI: Sendable {
  private struct State {
    var bound: [String] = []
    var deposits: [(reference: String, amount: String)] = []
    var losesNextAnswer = false
    var binds = 0
  }

  private let search: OrderAPI.Search
  private let dialect: APIDialect
  private let state = Mutex(State())

  init(_ search: OrderAPI.Search, _ dialect: APIDialect) {
    (self.search, self.dialect) = (search, dialect)
  }

  /// Requests to bind an address.
  var binds: Int { state.withLock { $0.binds } }

  func loseNextAnswer() {
    state.withLock { $0.losesNextAnswer = true }
  }

  func credit(_ reference: String, _ amount: String) {
    state.withLock { $0.deposits.append((reference, amount)) }
  }

  func answer(_ request: HTTPRequest) -> Result<HTTPResponse, HTTPTransportError> {
    let parts = request.url.split(separator: "?", maxSplits: 1)[0].split(separator: "/").dropFirst(4)
    let path = parts.map { HTTPQuery.decoded($0.utf8) }
    let query = HTTPQuery(request.url)
    switch (request.method, path.first, path.count, dialect) {
    case (.post, "deposits", 2, _): return bind(request)
    case (.get, "deposits", 3, .documented): return read(path[2])
    case (.get, "deposits", 1, .documented): return list("deposits", found(query["depositReference"]))
    case (.get, "deposits", 2, .published) where path[1] == "references": return .json(200, ["data": []])
    case (.get, "deposits", 2, .published):
      return query["protocol"] == "evm" ? read(path[1]) : .status(404, Self.notFound)
    case (.get, "transfers", 1, .published): return list(nil, found(query["depositReference"]))
    default: return .status(404, #"{"error":"Not Found"}"#)
    }
  }

  private static let notFound = #"{"success":false,"code":"DEPOSIT_ADDRESS_NOT_FOUND","message":"no address"}"#

  private func bind(_ request: HTTPRequest) -> Result<HTTPResponse, HTTPTransportError> {
    let reference = (try? JSONParser.parse(request.body))?["depositReference"]?.string ?? ""
    let isLost = state.withLock { state in
      state.binds += 1
      state.bound.append(reference)
      defer { state.losesNextAnswer = false }
      return state.losesNextAnswer
    }
    return isLost ? OrderAPI.lost : .json(201, ["success": true, "data": .object(row(reference))])
  }

  private func read(_ reference: String) -> Result<HTTPResponse, HTTPTransportError> {
    let isBound = state.withLock { $0.bound.contains { $0.hasSameBytes(as: reference) } }
    guard isBound else { return .status(404, Self.notFound) }
    return .json(200, ["success": true, "data": .object(row(reference))])
  }

  private func row(_ reference: String) -> JSONObject {
    let name = dialect == .published ? "deposit_reference" : "depositReference"
    return [name: .string(reference), "address": .string("0x0 of \(reference)"), "protocol": "evm"]
  }
}

extension DepositAPI {
  /// The published code compares; the other may find parts.
  private func found(_ text: String?) -> [(reference: String, amount: String)] {
    let all = state.withLock { $0.deposits }
    guard let text else { return all }
    guard search == .substring else { return all.filter { $0.reference.hasSameBytes(as: text) } }
    let part = Array(text.lowercased().utf8)
    return all.filter { OrderRow(["orderReference": .string($0.reference)]).holds(part) }
  }

  private func list(
    _ name: String?, _ deposits: [(reference: String, amount: String)]
  ) -> Result<HTTPResponse, HTTPTransportError> {
    let column = dialect == .published ? "deposit_reference" : "depositReference"
    let rows = deposits.map { deposit -> JSONValue in
      [
        column: .string(deposit.reference), "amount": .string(deposit.amount), "status": "confirmed",
        "id": .string("dep of \(deposit.amount)"), "business_type": "deposit",
      ]
    }
    let total: JSONValue = ["total": .number(JSONNumber(rows.count)), "limit": 100]
    guard let name else { return .json(200, ["success": true, "data": .array(rows), "pagination": total]) }
    return .json(200, ["success": true, "data": [name: .array(rows), "pagination": total]])
  }
}
