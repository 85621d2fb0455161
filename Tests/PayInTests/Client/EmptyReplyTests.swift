import HTTP
import JSON
import Testing

@testable import PayIn

/// A 2xx without a body says that something was done, not what. Where the API can be read it is read back.
@Suite struct EmptyReplyTests {
  private static let calls: [(name: String, call: @Sendable (PayInClient) async throws -> WriteResult)] = [
    ("publish", { try await $0.publishPaymentLink("l") }), ("archive", { try await $0.archivePaymentLink("l") }),
    ("unbind", { try await $0.unbindDepositAddress(reference: "u") }),
  ]

  private static let routes = [
    "publish": ("POST /payment-links/l/publish", "GET /payment-links/l"),
    "archive": ("POST /payment-links/l/archive", "GET /payment-links/l"),
    "unbind": ("POST /deposits/unbind", "GET /deposits/references/u"),
  ]

  private func writeResult(
    _ index: Int, _ status: Int, _ readBack: ScriptedTransport.Reply...
  ) async throws -> (WriteResult, RoutedTransport) {
    let (name, call) = Self.calls[index]
    let (write, read) = try #require(Self.routes[name])
    let api = RoutedTransport([write: [.json(status, "")], read: readBack])
    return (try await call(.make(api)), api)
  }

  private static let done = #"{"data":{"id":"l","status":"published","archived":true}}"#
  private static let notDone = #"{"data":{"id":"l","status":"draft","archived":false,"depositReference":"u"}}"#
  private static let notFound = #"{"success":false,"error":"NotFound"}"#

  @Test(arguments: 0..<3, [200, 204])
  func effectThatIsSeenIsDone(_ index: Int, _ status: Int) async throws {
    let seen: ScriptedTransport.Reply = index == 2 ? .json(404, Self.notFound) : .json(200, Self.done)
    let (result, api) = try await writeResult(index, status, seen)
    #expect(result.outcome == .done)
    #expect(result.warnings.isEmpty)
    #expect(api.requests.count { $0.method.isWrite } == 1)
  }

  @Test(arguments: 0..<3)
  func effectThatIsNotSeenIsUnknown(_ index: Int) async throws {
    let error = try #require(
      await #expect(throws: PayInError.self) { try await writeResult(index, 200, .json(200, Self.notDone)) })
    #expect((error.code, error.outcome, error.lookUp) == (.outcomeUnknown, .unknown, .notFound))
  }

  /// The documented API has no way to read a link.
  @Test(arguments: 0..<2)
  func wordOfAnAPIThatCannotBeReadIsTaken(_ index: Int) async throws {
    let (result, _) = try await writeResult(index, 200, .json(404, #"{"error":"Not Found"}"#))
    #expect(result.outcome == .done)
    #expect(result.warnings.isEmpty)
  }

  @Test(arguments: 0..<3)
  func failedReadingIsSaid(_ index: Int) async throws {
    let (result, _) = try await writeResult(index, 200, .json(401, ""))
    #expect(result.outcome == .done)
    #expect(result.warnings.map(\.code) == [.effectUnverified])
  }
}

/// 303 answers a request that was processed (RFC 9110, section 15.4.4).
@Suite struct SeeOtherTests {
  @Test func orderBehindA303IsFoundAndNotMadeAgain() async throws {
    let api = OrderAPI(.after(.status(303)))
    let client = try PayInClient.make(api, checksDuplicates: true)
    #expect(try await client.createOrder(.make()).outcome == .reconciled)
    #expect(api.posts == 1)
  }

  @Test func missingOrderBehindA303IsUnknown() async throws {
    let api = OrderAPI(.before(.status(303)))
    let client = try PayInClient.make(api, checksDuplicates: true)
    let error = try #require(await #expect(throws: PayInError.self) { try await client.createOrder(.make()) })
    #expect((error.code, error.outcome, error.cause) == (.outcomeUnknown, .unknown, .redirected))
  }
}

/// An answer to a look-up says nothing of the order.
@Suite struct ConflictOnLookUpTests {
  @Test func beforeTheOrderNothingWasSent() async throws {
    let api = OrderAPI()
    api.answerLookUps(with: .status(409, #"{"success":false,"code":"DUPLICATE_ORDER_REFERENCE"}"#))
    let client = try PayInClient.make(api, checksDuplicates: true)
    let error = try #require(await #expect(throws: PayInError.self) { try await client.createOrder(.make()) })
    #expect((error.code, error.outcome, error.operation) == (.rejected, .notSent, .createOrder))
  }

  /// The order was refused, and looking for the other one is refused too.
  @Test func afterARefusalTheOrderStaysRefused() async throws {
    let api = OrderAPI(.before(.status(409, #"{"success":false,"code":"DUPLICATE_ORDER_REFERENCE"}"#)))
    let client = try PayInClient.make(api, checksDuplicates: true)
    api.answerLookUps(after: 1, with: .status(409))
    let error = try #require(await #expect(throws: PayInError.self) { try await client.createOrder(.make()) })
    #expect((error.code, error.outcome) == (.conflict, .rejected))
  }

  @Test func afterALostAnswerTheOutcomeStaysUnknown() async throws {
    let api = OrderAPI(.before(OrderAPI.lost))
    let client = try PayInClient.make(api, checksDuplicates: true)
    api.answerLookUps(after: 1, with: .status(409))
    let error = try #require(await #expect(throws: PayInError.self) { try await client.createOrder(.make()) })
    #expect((error.code, error.outcome, error.lookUp) == (.outcomeUnknown, .unknown, .failed))
    #expect(error.message.rendered(in: .english).contains("It could not be looked for."))
  }
}
