package import HTTP
import JSON

/// Decides what a reply means. Pure: the same reply to the same operation always means the same.
package struct Classifier: Sendable {
  package let operation: Operation
  private let date: Int

  /// - Parameter date: seconds since 1970, to which dates in a reply are compared.
  package init(_ operation: Operation, date: Int) {
    self.operation = operation
    self.date = date
  }

  package func classify(
    _ result: Result<HTTPResponse, HTTPTransportError>
  ) -> Result<Envelope, PayInError> {
    switch result {
    case .failure(let error): .failure(failure(error))
    case .success(let response): classify(response)
    }
  }

  private func classify(_ response: HTTPResponse) -> Result<Envelope, PayInError> {
    // An unhealthy server answers 503 with the fields of a healthy one; that is a result.
    if operation == .health, let envelope = Envelope(response.body), envelope.body["status"]?.string != nil {
      return .success(envelope)
    }
    guard 200..<300 ~= response.status else { return .failure(refusal(response)) }
    // Publish, archive and unbind document no reply at all.
    if response.body.isEmpty, operation.kind == .idempotentWrite { return .success(.empty) }
    switch Envelope.read(response.body) {
    case .success(let envelope): return envelope.saysFailure ? .failure(refusal(response)) : .success(envelope)
    case .failure(.unreadable):
      return .failure(unreadable(response.status, isForeign: Self.isForeign(response.body)))
    case .failure(.tooManyValues):
      let upstream = PayInError.Upstream(status: response.status)
      return .failure(failure(.replyTooLarge, isCertain: false, upstream: upstream))
    }
  }

  /// The error of a reply of success that does not contain what it must.
  ///
  /// - Parameter detail: what is wrong with it; nil if it cannot be read at all.
  package func unreadable(_ status: Int, _ detail: LocalizedText? = nil) -> PayInError {
    unreadable(status, isForeign: false, detail)
  }

  private func unreadable(_ status: Int, isForeign: Bool, _ detail: LocalizedText? = nil) -> PayInError {
    let upstream = PayInError.Upstream(status: status, isForeign: isForeign)
    return failure(.unreadableReply, isCertain: false, upstream: upstream, detail: detail)
  }

  /// Whether the body is a page or a text: all bodies of the API are JSON. An empty body may come from anywhere.
  private static func isForeign(_ body: [UInt8]) -> Bool {
    let mark: Set<UInt8> = [0xEF, 0xBB, 0xBF, 0x09, 0x0A, 0x0D, 0x20]
    guard let first = body.first(where: { !mark.contains($0) }) else { return false }
    return first != UInt8(ascii: "{") && first != UInt8(ascii: "[")
  }

  // MARK: Replies

  private func refusal(_ response: HTTPResponse) -> PayInError {
    let envelope = Envelope(response.body)
    let body = envelope.map(ErrorBody.init)
    let isForeign = Self.isForeign(response.body)
    let code = isForeign ? foreignCode(response.status) : code(response.status, body)
    let upstream = PayInError.Upstream(
      status: response.status,
      code: body?.names.first, message: body?.message, chinese: body?.chinese,
      suggestions: Array(body?.suggestions.prefix(5) ?? []),
      isForeign: isForeign)
    return failure(
      code, isCertain: isCertain(response.status, code), upstream: upstream,
      retryAfter: retryAfter(response) ?? body?.retryAfterSeconds)
  }

  /// The code of a reply that the API did not write: it says nothing about the key or the resource.
  private func foreignCode(_ status: Int) -> PayInError.Code {
    switch status {
    case 400..<500 where ![404, 408, 429].contains(status): .gatewayRefused
    default: code(status, nil)
    }
  }

  private func code(_ status: Int, _ body: ErrorBody?) -> PayInError.Code {
    let kind = body?.kind(operation, status)
    switch status {
    case 401: return .unauthorized
    case 403: return .forbidden
    case 404: return body?.isOfMissingEndpoint ?? true ? .endpointMissing : .notFound
    // A read conflicts with nothing; only a write can meet what exists already.
    case 409 where !operation.kind.isWrite: return kind == nil || kind == .conflict ? .rejected : kind ?? .rejected
    case 409: return kind == .addressPoolEmpty ? .addressPoolEmpty : .conflict
    case 429: return .rateLimited
    case 300..<400: return .redirected
    case 408: return .upstreamError
    case 200..<300, 400..<500: return kind ?? .rejected
    case 500..<600: return kind ?? .upstreamError
    default: return .unreadableReply
    }
  }

  /// Whether the server certainly did not execute the request. Of a 5xx only the text can show that: many mistakes of the
  /// caller come back as 500, and so do failures after the effect.
  private func isCertain(_ status: Int, _ code: PayInError.Code) -> Bool {
    switch status {
    // 303 answers a request that was processed (RFC 9110, section 15.4.4).
    case 303, 408: false
    case 200..<500: true
    case 500..<600: code != .upstreamError
    default: false
    }
  }

  /// Seconds or a date (RFC 9110, section 10.2.3).
  private func retryAfter(_ response: HTTPResponse) -> Int? {
    guard let text = response.headers["Retry-After"] else { return nil }
    if text.utf8.allSatisfy({ $0 &- UInt8(ascii: "0") < 10 }) { return Int(text) }
    return HTTPDate(text, now: date).map { max($0.seconds - date, 0) }
  }

  // MARK: No reply

  private func failure(_ error: HTTPTransportError) -> PayInError {
    failure(
      Self.codes[error.code] ?? .transportFailed, isCertain: !error.mayHaveReachedServer,
      wasSent: error.mayHaveReachedServer, isFinal: Self.isFinal(error),
      detail: error.certificate?.text ?? (error.detail.isEmpty ? nil : LocalizedText(verbatim: error.detail)))
  }

  /// Whether a repeat would fail in the same way: a proxy refused the request, the request itself cannot be sent, or the
  /// cause is not known and the request may have been sent. A lack of threads or descriptors passes.
  private static func isFinal(_ error: HTTPTransportError) -> Bool {
    if let status = error.proxyStatus { return status < 500 }
    return codes[error.code] == nil && (error.code != .other || error.mayHaveReachedServer)
  }

  private static let codes: [HTTPTransportError.Code: PayInError.Code] = [
    .nameNotResolved: .unreachable,
    .connectionRefused: .unreachable,
    .connectTimeout: .unreachable,
    .proxyFailed: .proxyFailed,
    .tlsFailure: .tlsFailure,
    .timeout: .timeout,
    .connectionLost: .connectionLost,
    .responseTooLarge: .replyTooLarge,
    .malformedResponse: .unreadableReply,
    .cancelled: .cancelled,
    .closed: .shuttingDown,
  ]

  // MARK: Both

  /// - Parameters:
  ///   - isCertain: whether it is certain that a write had no effect.
  ///   - isFinal: whether a repeat would meet the same refusal.
  private func failure(
    _ code: PayInError.Code, isCertain: Bool, wasSent: Bool = true, isFinal: Bool = false,
    upstream: PayInError.Upstream? = nil,
    detail: LocalizedText? = nil, retryAfter: Int? = nil
  ) -> PayInError {
    let isUnknown = operation.kind.isWrite && !isCertain
    // A caller that cancelled knows the cause; any other must first learn that the write may have happened.
    let hidesCause = isUnknown && code != .cancelled && code != .shuttingDown
    return PayInError(
      hidesCause ? .outcomeUnknown : code, operation,
      outcome: isUnknown ? .unknown : wasSent ? .rejected : .notSent,
      retry: isUnknown ? retryOfUnknown : isFinal ? .never : retry(code, retryAfter),
      cause: hidesCause ? code : nil, upstream: upstream, detail: detail, saysWhen: retryAfter != nil)
  }

  private var retryOfUnknown: PayInError.Retry {
    operation.kind == .create ? .unsafe : .safe
  }

  private func retry(_ code: PayInError.Code, _ seconds: Int?) -> PayInError.Retry {
    let delay = seconds.map { min(max($0, 1), 3600) }
    switch code {
    case .rateLimited:
      return .after(seconds: delay ?? 60)
    case .upstreamError, .unreachable, .proxyFailed, .timeout, .connectionLost, .unreadableReply, .addressPoolEmpty,
      .transportFailed, .cancelled, .shuttingDown:
      return delay.map { .after(seconds: $0) } ?? .safe
    default:
      return .never
    }
  }
}
