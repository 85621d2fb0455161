import HTTP
import PayIn
import Testing

/// A service that is as documented has no route that lists or reads links: a write whose answer is lost stays unknown.
@Suite struct UnreadableLinksTests {
  private static let lost = ScriptedTransport.Reply.failure(
    HTTPTransportError(.connectionLost, mayHaveReachedServer: true))
  private static let missing = ScriptedTransport.Reply.json(404, #"{"error":"Not Found"}"#)

  struct Row: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let retry: PayInError.Retry
    let call: @Sendable (PayInClient) async throws -> Void
  }

  @Test(arguments: [
    Row(testDescription: "create", retry: .unsafe) {
      _ = try await $0.createPaymentLink(NewPaymentLink(title: "T", amount: try Amount("5"), currencies: []))
    },
    Row(testDescription: "publish", retry: .safe) { _ = try await $0.publishPaymentLink("l") },
    Row(testDescription: "archive", retry: .safe) { _ = try await $0.archivePaymentLink("l") },
  ])
  func lostAnswerStaysUnknown(_ row: Row) async throws {
    let transport = ScriptedTransport(Self.lost, Self.missing)
    let client = try PayInClient.make(transport)
    let error = await #expect(throws: PayInError.self) { try await row.call(client) }
    #expect(error?.code == .outcomeUnknown)
    #expect(error?.outcome == .unknown)
    #expect(error?.retry == row.retry)
    #expect(transport.requests.count { $0.method != .get } == 1)
    #expect(transport.requests.count > 1)
  }
}
