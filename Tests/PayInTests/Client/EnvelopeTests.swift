import HTTP
import JSON
import Testing

@testable import PayIn

@Suite struct EnvelopeTests {
  /// A body with so many values: the object, the array, and zeros.
  private static func body(values count: Int) -> [UInt8] {
    Array(#"{"data":["#.utf8) + Array("0".utf8) + (3..<count).flatMap { _ in Array(",0".utf8) } + Array("]}".utf8)
  }

  @Test func replyOfAMillionValuesIsReadAndNoLargerOne() {
    #expect(Envelope(Self.body(values: 1_000_000))?.data.array?.count == 999_998)
    #expect(Envelope(Self.body(values: 1_000_001)) == nil)
  }

  /// As any other reply that cannot be read: a read is asked again once, of a write nothing is known.
  @Test func replyOfTooManyValuesIsUnreadable() async throws {
    let transport = ScriptedTransport(.success(HTTPResponse(status: 200, body: Self.body(values: 1_000_001))))
    let client = try PayInClient.make(transport)
    let read = await #expect(throws: PayInError.self) { try await client.orders() }
    #expect(read?.code == .unreadableReply)
    #expect(transport.requests.count == 2)
    let write = await #expect(throws: PayInError.self) { try await client.createOrder(.make()) }
    #expect(write?.code == .outcomeUnknown)
    #expect(write?.cause == .unreadableReply)
  }
}
