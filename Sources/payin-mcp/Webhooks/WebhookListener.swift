import Glibc
import HTTP
import JSON
import PayIn
import PayInTools
import Sandbox
import SandboxAPI
import SandboxModel

/// Answers webhooks, and hands each on to be printed.
struct WebhookListener: Sendable {
  let verifier: WebhookVerifier
  let reader: DisplayContext
  /// The status of every answer; nil for that of the receiver which webhooks are forwarded to, or 200.
  let status: Int?
  let forwardURL: WebhookURL?
  let transport: any HTTPTransport
  let printed: AsyncStream<ReceivedWebhook>.Continuation

  func respond(to request: Request) async -> HTTPResponse {
    guard request.method == "POST" else {
      StandardError.log(
        localized(
          "\(request.method) is no webhook: these are sent with POST", "\(request.method) 不是 webhook：webhook 以 POST 发送")
      )
      return HTTPResponse(status: 405, headers: ["Allow": "POST"])
    }
    let verdict = verifier.verdict(on: request.body, request.headers["x-payin-signature"] ?? "", now: time(nil))
    let report = WebhookReport(verdict, of: request.body, for: reader)
    let forwarding = await forward(request)
    let status = status ?? forwarding.map { $0.status ?? 502 } ?? 200
    printed.yield(
      ReceivedWebhook(
        report: report, isValid: verdict.isValid, key: report.fields["deduplicationKey"]?.string,
        deliveryId: request.headers["x-payin-delivery-id"], answeredStatus: status, forwarding: forwarding))
    return Self.answer(status)
  }

  /// RFC 9110, sections 15.3.5, 15.3.6 and 15.4.5: these have no content.
  private static func answer(_ status: Int) -> HTTPResponse {
    guard ![204, 205, 304].contains(status) else { return HTTPResponse(status: status) }
    let received: JSONObject = ["received": .bool(200..<300 ~= status)]
    return HTTPResponse(
      status: status, headers: ["Content-Type": "application/json"], body: JSONWriter.bytes(of: .object(received)))
  }

  /// Sends the same bytes with the headers that a receiver needs.
  private func forward(_ request: Request) async -> ReceivedWebhook.Forwarding? {
    guard let forwardURL else { return nil }
    let fields = request.headers.fields.filter { field in
      let name = field.name.lowercased()
      return name.hasPrefix("x-payin-") || ["content-type", "user-agent"].contains(name)
    }
    let start = ContinuousClock.now
    func elapsed() -> Int { Int(start.duration(to: .now) / .milliseconds(1)) }
    do throws(HTTPTransportError) {
      let response = try await transport.send(
        HTTPRequest(method: .post, url: forwardURL.text, headers: HTTPHeaders(fields), body: request.body))
      return ReceivedWebhook.Forwarding(status: response.status, milliseconds: elapsed(), problem: nil)
    } catch {
      let problem = error.detail.isEmpty ? error.code.rawValue : "\(error.code.rawValue): \(error.detail)"
      return ReceivedWebhook.Forwarding(status: nil, milliseconds: elapsed(), problem: problem)
    }
  }
}
