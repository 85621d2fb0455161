import HTTP
import JSON
import Testing

@testable import PayIn

@Suite struct EnvelopeTests {
  /// A body with so many values: the object, the array, and numbers, each with a comma.
  private static func body(values count: Int, _ number: String = "0") -> [UInt8] {
    let numbers = [String](repeating: number, count: count - 2).joined(separator: ",")
    return Array("{\"data\":[\(numbers)]}".utf8)
  }

  @Test func smallReplyOfTenThousandValuesIsReadAndNoLargerOne() {
    #expect(Envelope(Self.body(values: 10_000))?.data.array?.count == 9998)
    #expect(Envelope(Self.body(values: 10_001)) == nil)
  }

  /// With its comma each value has nine bytes, or seven.
  @Test func largeReplyHasEightBytesForAValue() {
    #expect(Envelope(Self.body(values: 1_000_000, "12345678"))?.data.array?.count == 999_998)
    #expect(Envelope(Self.body(values: 1_000_000, "123456")) == nil)
  }

  /// A repeat would bring the same, so there is none; the outcome of a write is unknown.
  @Test func replyOfTooManyValuesIsTooLarge() async throws {
    let transport = ScriptedTransport(.success(HTTPResponse(status: 200, body: Self.body(values: 10_001))))
    let client = try PayInClient.make(transport)
    let read = await #expect(throws: PayInError.self) { try await client.orders() }
    #expect(read?.code == .replyTooLarge)
    #expect(read?.fix.rendered(in: .english) == "Ask for fewer rows with limit.")
    #expect(transport.requests.count == 1)
    let write = await #expect(throws: PayInError.self) { try await client.createOrder(.make()) }
    #expect(write?.code == .outcomeUnknown)
    #expect(write?.cause == .replyTooLarge)
  }
}

/// RFC 8259, section 8.1: a parser may ignore a byte order mark. Some servers write one before their JSON.
@Suite struct ByteOrderMarkTests {
  private static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

  private func classify(
    _ operation: PayIn.Operation, _ status: Int, _ body: [UInt8]
  ) -> Result<Envelope, PayInError> {
    Classifier(operation, date: 784_111_777).classify(.success(HTTPResponse(status: status, body: body)))
  }

  @Test func successIsReadBehindOne() throws {
    let body = #"{"success":true,"data":{"orderId":"ord_1"}}"#
    let envelope = try classify(.createOrder, 201, Self.mark + body.utf8).get()
    #expect(envelope.data["orderId"] == "ord_1")
    #expect(try classify(.health, 503, Self.mark + #"{"status":"unhealthy"}"#.utf8).get().body["status"] == "unhealthy")
  }

  @Test func refusalIsReadBehindOne() {
    let body = #"{"success":false,"error":"Bad","message":"No."}"#
    guard case .failure(let error) = classify(.createOrder, 400, Self.mark + body.utf8) else {
      Issue.record("a refusal is a failure")
      return
    }
    #expect(error.outcome == .rejected)
    #expect(error.upstream?.message == "No.")
  }

  /// Two marks, half a one, one elsewhere, those of other encodings, and nothing behind it.
  @Test(arguments: [
    mark + mark + Array("{}".utf8), [0xEF, 0xBB] + Array("{}".utf8), Array(" ".utf8) + mark + Array("{}".utf8),
    Array("{}".utf8) + mark, [0xFE, 0xFF, 0, 0x7B, 0, 0x7D], [0xFF, 0xFE, 0x7B, 0, 0x7D, 0], mark,
  ])
  func nothingElseIsForgiven(_ body: [UInt8]) {
    #expect(Envelope(body) == nil)
  }

  /// The parser itself, which also reads what a client sends, goes on refusing it.
  @Test func parserRefusesIt() {
    #expect(throws: JSONError.self) { try JSONParser.parse(Self.mark + Array("{}".utf8)) }
  }

  /// The code is by Python, over the mark and the body of `SignedWebhook.hex`:
  /// `hmac.new(b"whsec_0123456789abcdef", b"\xef\xbb\xbf" + body, "sha256").hexdigest()`.
  @Test func signatureOfAWebhookIsOverTheMarkToo() throws {
    let header = "740c565b3aef6339bb29f849c81cd9ad39507c18467e3bbc9df04592278c319a"
    let body = Self.mark + Array(SignedWebhook.hex.body.utf8)
    #expect(try SignedWebhook.hex.verdict(bytes: body, header: header).isAuthentic)
    #expect(try !SignedWebhook.hex.verdict(header: header).isAuthentic)
    #expect(try !SignedWebhook.hex.verdict(bytes: body).isAuthentic)
    #expect(WebhookEvent(body)?.id == "evt_abc123")
  }
}
