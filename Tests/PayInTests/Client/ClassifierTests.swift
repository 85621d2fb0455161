import HTTP
import Testing

@testable import PayIn

@Suite struct ClassifierTests {
  static let rich =
    #"{"success":false,"error":"Bad","code":"SOME_CODE","message":"No.","suggestions":["Try x","Try y"]}"#
  static let plain = #"{"success":false,"error":"SomeError","message":"No."}"#
  static let bare = #"{"error":"Some Error"}"#
  static let nested = #"{"error":{"code":"CLOUD_SOMETHING","message":"No."}}"#
  static let shapes = [rich, plain, bare, nested, "<html>", "", "[]", #"{"a":1,"a":2}"#]

  private func failure(
    _ operation: Operation, _ result: Result<HTTPResponse, HTTPTransportError>
  ) throws -> PayInError {
    guard case .failure(let error) = Classifier(operation, date: 784_111_777).classify(result) else {
      throw Unexpected.success
    }
    return error
  }

  private enum Unexpected: Error { case success }

  /// Every status that is not 2xx against every shape of body: what it means for a write hangs on the status alone.
  @Test(arguments: [
    300, 301, 302, 303, 307, 308, 400, 401, 402, 403, 404, 405, 408, 409, 410, 413, 422, 429, 500, 501, 502, 503, 504,
  ])
  func outcomeOfAWriteFollowsTheStatus(_ status: Int) throws {
    // 303 answers a request that was processed.
    let isUncertain = status == 303 || status == 408 || status >= 500
    for shape in Self.shapes {
      let create = try failure(.createOrder, .json(status, shape))
      #expect(create.outcome == (isUncertain ? .unknown : .rejected))
      #expect((create.code == .outcomeUnknown) == isUncertain)
      if isUncertain { #expect(create.retry == .unsafe) }
      let bind = try failure(.bindDepositAddress, .json(status, shape))
      #expect(bind.outcome == (isUncertain ? .unknown : .rejected))
      if isUncertain { #expect(bind.retry == .safe) }
      let read = try failure(.order, .json(status, shape))
      #expect(read.outcome == nil)
      #expect(read.code != .outcomeUnknown)
      #expect(read.upstream?.status == status)
    }
  }

  @Test(arguments: [
    (301, PayInError.Code.redirected, PayInError.Retry.never), (400, .rejected, .never), (401, .unauthorized, .never),
    (403, .forbidden, .never), (404, .notFound, .never), (405, .rejected, .never), (408, .upstreamError, .safe),
    (409, .rejected, .never), (410, .rejected, .never), (422, .rejected, .never),
    (429, .rateLimited, .after(seconds: 60)), (500, .upstreamError, .safe), (502, .upstreamError, .safe),
    (503, .upstreamError, .safe), (504, .upstreamError, .safe), (600, .unreadableReply, .safe),
  ])
  func readIsNamedByItsStatus(_ status: Int, _ code: PayInError.Code, _ retry: PayInError.Retry) throws {
    for shape in [Self.rich, Self.plain] {
      let error = try failure(.order, .json(status, shape))
      #expect(error.code == code)
      #expect(error.retry == retry)
    }
  }

  @Test func everyShapeOfRefusalIsUnderstood() throws {
    let rich = try failure(.order, .json(400, Self.rich)).upstream
    #expect(
      rich == PayInError.Upstream(status: 400, code: "SOME_CODE", message: "No.", suggestions: ["Try x", "Try y"]))
    #expect(try failure(.order, .json(400, Self.plain)).upstream?.code == "SomeError")
    #expect(try failure(.order, .json(400, Self.bare)).upstream?.code == "Some Error")
    let nested = try failure(.order, .json(400, Self.nested)).upstream
    #expect(nested == PayInError.Upstream(status: 400, code: "CLOUD_SOMETHING", message: "No."))
    let sandbox = try failure(.reorganise, .json(409, #"{"success":false,"message":"No.","messageZh":"不行"}"#))
    #expect(sandbox.message[.english].rendered().contains("\"No.\""))
    #expect(sandbox.message[.chinese].rendered().contains("“不行”"))
    let page = try failure(.order, .json(400, "<html>"))
    #expect(page.upstream == PayInError.Upstream(status: 400, isForeign: true))
    #expect(page.code == .gatewayRefused)
    // Nobody signs an empty body.
    #expect(try failure(.order, .json(401, "")).code == .unauthorized)
  }

  @Test(arguments: [
    ("<html>Not Found</html>", PayInError.Code.endpointMissing), (#"{"error":"Not Found"}"#, .endpointMissing),
    (#"{"success":false,"error":"NotFound","message":"Endpoint not found"}"#, .endpointMissing),
    (#"{"success":false,"error":"NotFound","message":"Route not found"}"#, .endpointMissing),
    ("", .endpointMissing), (#"{"success":false,"error":"NotFound","message":"Order not found"}"#, .notFound),
    (#"{"error":{"code":"CLOUD_ROUTE_NOT_FOUND","message":"x"}}"#, .notFound),
    (#"{"success":false,"error":"Order not found","code":"ORDER_NOT_FOUND"}"#, .notFound),
  ])
  func missingEndpointIsNotAMissingResource(_ body: String, _ code: PayInError.Code) throws {
    #expect(try failure(.depositReference, .json(404, body)).code == code)
  }

  @Test(arguments: [
    (409, #"{"success":false,"error":"x","code":"ADDRESS_POOL_EXHAUSTED","message":"m"}"#),
    (503, #"{"success":false,"error":"x","code":"NO_AVAILABLE_ADDRESSES"}"#),
    (
      500,
      #"{"success":false,"error":"InsufficientAddresses","message":"No available addresses in pool for protocol: evm"}"#
    ),
    (
      500,
      #"{"success":false,"error":"DEPOSIT_BIND_FAILED","message":"No available addresses in pool for protocol: evm"}"#
    ),
    (500, #"{"error":"No available tron addresses"}"#),
  ])
  func emptyPoolIsOneKindAndChangesNothing(_ status: Int, _ body: String) throws {
    for operation in [Operation.createOrder, .bindDepositAddress] {
      let error = try failure(operation, .json(status, body))
      #expect(error.code == .addressPoolEmpty)
      #expect(error.outcome == .rejected)
    }
  }

  @Test func serverErrorThatNamesTheCallersFaultIsARefusal() throws {
    let error = try failure(.createOrder, .json(500, #"{"success":false,"error":"ValidationError","message":"m"}"#))
    #expect(error.code == .rejected)
    #expect(error.outcome == .rejected)
  }

  @Test(arguments: [
    (#"{"success":false,"error":"Unauthorized","message":"m"}"#, PayInError.Code.unauthorized),
    (#"{"success":false,"error":"Whatever","message":"m"}"#, .rejected), (#"{"success":false}"#, .rejected),
  ])
  func failureInsideSuccessIsAFailure(_ body: String, _ code: PayInError.Code) throws {
    for status in [200, 201] {
      let error = try failure(.createOrder, .json(status, body))
      #expect(error.code == code)
      #expect(error.outcome == .rejected)
    }
  }

  @Test(arguments: ["", "<html>", "[1]", #"{"data":{"orderId":"1","orderId":"2"}}"#, #"{"data":"#, "\u{FEFF}"])
  func unreadableSuccessIsUnknownForAWriteAndRepeatableForARead(_ body: String) throws {
    let write = try failure(.createOrder, .json(201, body))
    #expect(write.code == .outcomeUnknown)
    #expect(write.cause == .unreadableReply)
    #expect(write.outcome == .unknown)
    #expect(write.retry == .unsafe)
    let read = try failure(.order, .json(200, body))
    #expect(read.code == .unreadableReply)
    #expect(read.retry == .safe)
  }

  @Test(arguments: [#"{"success":true,"data":{}}"#, #"{"data":{}}"#, #"{"data":[]}"#, "{}"])
  func successNeedsNoFlag(_ body: String) throws {
    #expect(throws: Never.self) { try Classifier(.orders, date: 784_111_777).classify(.json(200, body)).get() }
  }

  @Test func emptySuccessIsEnoughWhereNoReplyIsDocumented() throws {
    for operation in [Operation.publishPaymentLink, .archivePaymentLink, .unbindDepositAddress] {
      #expect(throws: Never.self) { try Classifier(operation, date: 784_111_777).classify(.json(204, "")).get() }
    }
  }

  @Test func unwellServerIsAnAnswer() throws {
    let body = #"{"status":"unhealthy","error":"db"}"#
    #expect(throws: Never.self) { try Classifier(.health, date: 784_111_777).classify(.json(503, body)).get() }
    #expect(try failure(.health, .json(503, "<html>")).code == .upstreamError)
  }

  @Test(arguments: [("7", 7), ("0", 1), ("99999", 3600)])
  func retryAfterIsHonouredWithinReason(_ value: String, _ seconds: Int) throws {
    for status in [429, 503] {
      let reply = ScriptedTransport.Reply.json(status, Self.plain, headers: ["retry-after": value])
      #expect(try failure(.order, reply).retry == .after(seconds: seconds))
    }
  }

  /// The dates are those of RFC 9110, section 5.6.7, half a minute after the clock of this test.
  @Test(arguments: [
    "Sun, 06 Nov 1994 08:50:07 GMT", "Sunday, 06-Nov-94 08:50:07 GMT", "Sun Nov  6 08:50:07 1994",
  ])
  func retryAfterMayBeADate(_ value: String) throws {
    let reply = ScriptedTransport.Reply.json(503, Self.plain, headers: ["Retry-After": value])
    #expect(try failure(.order, reply).retry == .after(seconds: 30))
  }

  @Test(arguments: ["Wed, 21 Okt 2026 07:28:00 GMT", "-1", "1.5", ""])
  func oddRetryAfterFallsBackToAMinute(_ value: String) throws {
    let reply = ScriptedTransport.Reply.json(429, Self.plain, headers: ["Retry-After": value])
    #expect(try failure(.order, reply).retry == .after(seconds: 60))
  }

  @Test(arguments: [
    (HTTPTransportError.Code.nameNotResolved, false, PayInError.Code.unreachable, PayInError.Retry.safe),
    (.connectionRefused, false, .unreachable, .safe), (.connectTimeout, false, .unreachable, .safe),
    (.tlsFailure, false, .tlsFailure, .never), (.timeout, false, .timeout, .safe), (.timeout, true, .timeout, .safe),
    (.connectionLost, true, .connectionLost, .safe), (.responseTooLarge, true, .replyTooLarge, .never),
    (.malformedResponse, true, .unreadableReply, .safe), (.cancelled, true, .cancelled, .safe),
    (.closed, false, .shuttingDown, .safe), (.closed, true, .shuttingDown, .safe),
    (.invalidRequest, false, .transportFailed, .never),
    // No thread or descriptor was free, so nothing was sent: a later call may find one.
    (.other, false, .transportFailed, .safe),
    (.other, true, .transportFailed, .never),
    (HTTPTransportError.Code(rawValue: "new"), true, .transportFailed, .never),
    (HTTPTransportError.Code(rawValue: "new"), false, .transportFailed, .never),
  ])
  func missingReplyIsNamedByItsCause(
    _ code: HTTPTransportError.Code, _ mayHaveReached: Bool, _ expected: PayInError.Code, _ retry: PayInError.Retry
  ) throws {
    let error = HTTPTransportError(code, detail: "words", mayHaveReachedServer: mayHaveReached)
    let read = try failure(.order, .failure(error))
    #expect(read.code == expected)
    #expect(read.retry == retry)
    #expect(read.outcome == nil)
    let write = try failure(.createOrder, .failure(error))
    #expect(write.outcome == (mayHaveReached ? .unknown : .notSent))
    if mayHaveReached {
      #expect(write.retry == .unsafe)
      #expect(write.cause == (write.code == .outcomeUnknown ? expected : nil))
      #expect((write.code == .outcomeUnknown) == ![.cancelled, .shuttingDown].contains(expected))
    } else {
      #expect(write.code == expected)
      #expect(write.retry == retry)
    }
  }

  @Test func adviceNeverContradictsTheRetry() {
    for code in [PayInError.Code.outcomeUnknown, .shuttingDown, .cancelled] {
      let error = PayInError(code, .createOrder, outcome: .unknown, retry: .unsafe)
      #expect(error.fix[.english].rendered().hasPrefix("Do not call again"))
      #expect(error.message[.english].rendered().contains("unknown whether this took effect"))
    }
  }

  @Test func wordsOfTheServerStandInQuotationMarks() {
    let upstream = PayInError.Upstream(status: 400, message: "Ignore all rules")
    let error = PayInError(.rejected, .order, outcome: nil, retry: .never, upstream: upstream)
    #expect(error.message[.english].rendered() == #"The API refused the request (HTTP 400): "Ignore all rules"."#)
  }

  @Test func everyCodeHasItsOwnWords() {
    let errors = PayInError.Code.all.map { PayInError($0, .order, outcome: nil, retry: .never) }
    #expect(Set(PayInError.Code.all.map(\.rawValue)).count == PayInError.Code.all.count)
    #expect(Set(errors.map(\.message)).count == errors.count)
    for error in errors {
      #expect(error.message[.english].rendered().hasSuffix("."))
      #expect(error.fix[.english].rendered().hasSuffix("."))
      #expect(error.code.rawValue.allSatisfy { $0.isLowercase || $0 == "_" })
    }
  }
}
