import HTTP

@testable import PayIn

/// An API of orders and deposit addresses that takes two orders of one reference.
struct ReferenceAPI: HTTPTransport {
  let orders: OrderAPI
  let deposits: DepositAPI

  /// The published code is the one whose search is a pattern.
  init(_ search: OrderAPI.Search) {
    let dialect = search == .pattern ? APIDialect.published : .documented
    orders = OrderAPI(search: search, dialect: dialect)
    deposits = DepositAPI(search, dialect)
  }

  func send(_ request: HTTPRequest) async throws(HTTPTransportError) -> HTTPResponse {
    if request.url.contains("/api/v1/orders") { return try await orders.send(request) }
    return try deposits.answer(request).get()
  }
}
