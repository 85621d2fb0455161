import HTTP
import JSON
import Testing

@testable import PayIn

/// An order is read by the caller's own reference as well as by its id.
@Suite struct OrderSearchTests {
  private static func row(_ id: String, _ reference: String, _ status: String = "pending") -> String {
    #"{"orderId":"\#(id)","orderReference":"\#(reference)","status":"\#(status)","txHash":"0x1"}"#
  }

  private static func transport(_ rows: String...) -> RoutedTransport {
    let list = #"{"data":{"orders":[\#(rows.joined(separator: ","))],"pagination":{"total":\#(rows.count)}}}"#
    return RoutedTransport([
      "GET /orders": [.json(200, list)], "GET /orders/o1": [.json(200, #"{"data":\#(row("o1", "a"))}"#)],
    ])
  }

  private static func error(_ transport: RoutedTransport) async throws -> PayInError {
    let client = try PayInClient.make(transport)
    return try #require(await #expect(throws: PayInError.self) { try await client.order(.reference("a")) })
  }

  /// The API finds parts of references and any case.
  @Test func onlyTheOrderWithExactlyTheseBytesIsMeant() async throws {
    let transport = Self.transport(Self.row("o3", "A"), Self.row("o1", "a"), Self.row("o2", "a-2"))
    let order = try await PayInClient.make(transport).order(.reference("a"))
    #expect(order["orderId"] == "o1")
    #expect(transport.lines == ["GET /orders?orderReference=a&page=1&limit=100", "GET /orders/o1"])
  }

  @Test func idIsNotLookedUp() async throws {
    let transport = Self.transport()
    #expect(try await PayInClient.make(transport).order(.id("o1"))["orderId"] == "o1")
    #expect(transport.lines == ["GET /orders/o1"])
  }

  @Test func referenceOfNoOrderIsSaid() async throws {
    let error = try await Self.error(Self.transport(Self.row("o2", "a-2")))
    #expect((error.code, error.field) == (.notFound, "orderReference"))
    #expect(error.message[.english].rendered() == "No order has this orderReference.")
  }

  /// An empty page proves nothing while the API counts more rows than it has served.
  @Test func rowsThatAreCountedAndNotServedProveNothing() async throws {
    let error = try await Self.error(
      RoutedTransport(["GET /orders": [Self.page([Self.row("o2", "a-2")], total: 2), Self.page([], total: 2)]]))
    #expect(error.code == .lookupIncomplete)
    #expect(error.message[.english].rendered().hasSuffix(": the API does not show its whole list."))
  }

  /// Orders that are made during the search stand on its first page.
  @Test func orderThatIsMadeMeanwhileIsFound() async throws {
    let old = Self.row("o2", "a-2")
    let transport = RoutedTransport([
      "GET /orders": [
        Self.page([old], total: 2), Self.page([], total: 3),
        Self.page([Self.row("o1", "a"), Self.row("o3", "a-3"), old], total: 3),
      ],
      "GET /orders/o1": [.json(200, #"{"data":\#(Self.row("o1", "a"))}"#)],
    ])
    #expect(try await PayInClient.make(transport).order(.reference("a"))["orderId"] == "o1")
    #expect(transport.lines.map { $0.contains("page=1&") } == [true, false, true, false])
  }

  private static func page(_ rows: [String], total: Int) -> Result<HTTPResponse, HTTPTransportError> {
    .json(200, #"{"data":{"orders":[\#(rows.joined(separator: ","))],"pagination":{"total":\#(total)}}}"#)
  }

  @Test func severalOrdersOfOneReferenceAreNamedWithTheirStates() async throws {
    let error = try await Self.error(Self.transport(Self.row("o1", "a"), Self.row("o2", "a", "expired")))
    #expect(error.code == .ambiguous && error.needsAnotherArgument)
    let text = error.message[.english].rendered()
    #expect(text == "The orderReference is not unique (2 orders have it: o1 (pending), o2 (expired)).")
    #expect(error.message[.chinese].rendered().contains("o1 (pending)、o2 (expired)"))
  }

  @Test func listThatDoesNotEndProvesNothing() async throws {
    let list = #"{"data":{"orders":[\#(Self.row("o2", "a-2"))],"pagination":{"total":9}}}"#
    let error = try await Self.error(RoutedTransport(["GET /orders": [.json(200, list)]]))
    #expect((error.code, error.outcome) == (.lookupIncomplete, nil))
    #expect(error.fix[.english].rendered() == "Give the order's id instead.")
  }
}
