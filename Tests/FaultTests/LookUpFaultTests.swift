import CurlTransport
import JSON
import PayIn
import Synchronization
import TestSupport
import Testing

/// What an API can do to the look-up of an order, over real sockets and libcurl.
@Suite(.timeLimit(.minutes(2)))
struct LookUpFaultTests {
  /// An API that answers look-ups and creates by these functions, and counts creates.
  private final class API: Sendable {
    typealias Answer = @Sendable (_ page: Int) -> (status: Int, body: String)

    private let count = Mutex(0)
    private let server = Mutex<TestServer?>(nil)

    var creates: Int { count.withLock(\.self) }

    /// - Parameter create: nil breaks the connection.
    func client(lookUp: @escaping Answer, create: Answer?) throws -> PayInClient {
      let server = TestServer { [self] peer in
        while let request = peer.readRequest() {
          if request.method == "POST" { count.withLock { $0 += 1 } }
          guard let answer = request.method == "GET" ? lookUp : create else { return peer.reset() }
          let page = request.target.firstMatch(of: /[?&]page=([0-9]+)/).flatMap { Int($0.1) } ?? 1
          let (status, body) = answer(page)
          peer.reply(status, ["Content-Type: application/json"], body)
        }
      }
      self.server.withLock { $0 = server }
      let target = Target(baseURL: try BaseURL(server.url("")), apiKey: try APIKey(Canary.key))
      return PayInClient(target: target, transport: CurlTransport(), time: .hasty) { "req_1" }
    }
  }

  private static let order =
    #"{"orderId":"it","orderReference":"r","amount":"1","currency":"USDT","#
    + #""chainId":"ethereum-sepolia","address":"0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed","status":"pending"}"#
  private static let conflict: API.Answer = { _ in (409, #"{"success":false,"code":"DUPLICATE_ORDER_REFERENCE"}"#) }
  private static let none: API.Answer = { _ in (200, #"{"success":true,"data":{"orders":[]}}"#) }
  private static let created: API.Answer = { _ in (201, #"{"success":true,"data":\#(order)}"#) }

  private func create(_ client: PayInClient) async throws(PayInError) -> WriteResult {
    guard let amount = try? Amount("1") else { preconditionFailure("1 is an amount") }
    return try await client.createOrder(
      NewOrder(reference: "r", amount: amount, currency: "USDT", chainID: "ethereum-sepolia"))
  }

  private func failure(_ client: PayInClient) async throws -> PayInError {
    try #require(await #expect(throws: PayInError.self) { try await create(client) })
  }

  @Test func conflictOnTheLookUpSendsNothing() async throws {
    let api = API()
    let error = try await failure(api.client(lookUp: Self.conflict, create: Self.created))
    #expect((error.code, error.outcome, api.creates) == (.rejected, .notSent, 0))
  }

  @Test func conflictOnTheLookUpAfterALostOrderLeavesItUnknown() async throws {
    let api = API()
    let lookUps = Mutex(0)
    let lookUp: API.Answer = { page in
      lookUps.withLock { $0 += 1 }
      return lookUps.withLock { $0 == 1 } ? Self.none(page) : Self.conflict(page)
    }
    let error = try await failure(api.client(lookUp: lookUp, create: nil))
    #expect((error.code, error.outcome, error.retry) == (.outcomeUnknown, .unknown, .after(seconds: 60)))
    #expect((error.lookUp, api.creates) == (.failed, 1))
  }

  @Test func repliesBehindAByteOrderMarkAreRead() async throws {
    let api = API()
    func marked(_ answer: @escaping API.Answer) -> API.Answer {
      { page in
        let (status, body) = answer(page)
        return (status, "\u{FEFF}" + body)
      }
    }
    let client = try api.client(lookUp: marked(Self.none), create: marked(Self.created))
    #expect(try await create(client).outcome == .created)
    #expect(api.creates == 1)
  }

  /// The API has 57 orders that match, of which the last is the one, and serves 20 of them on a page.
  @Test(arguments: [
    #""page":1,"total":57"#, #""total":57"#, #""page":1,"limit":100,"total":57,"totalPages":1"#, "",
  ])
  func orderBehindCappedPagesIsFound(_ pagination: String) async throws {
    let api = API()
    let lookUp: API.Answer = { page in
      let numbers = ((page - 1) * 20 + 1)..<(page * 20 + 1)
      let rows = numbers.filter { $0 <= 57 }.map { number in
        number == 57 ? Self.order : #"{"orderId":"o\#(number)","orderReference":"r\#(number)"}"#
      }
      let place = pagination.replacing(#""page":1"#, with: #""page":\#(page)"#)
      return (200, #"{"success":true,"data":[\#(rows.joined(separator: ","))],"pagination":{\#(place)}}"#)
    }
    let result = try await create(api.client(lookUp: lookUp, create: Self.created))
    #expect((result.outcome, result.resource?["orderId"], api.creates) == (.replayed, "it", 0))
  }
}
