import FoundationEssentials
import HTTP
import JSON
import PayIn
import Sandbox
import SandboxAPI
import SandboxModel
import Threads

/// An event that is caused in a sandbox of its own, in memory, and delivered once.
struct TriggeredEvent: Sendable {
  /// Why there was no delivery.
  struct Failure: Error {
    let status: ExitStatus
    let message: String
  }

  /// The time for the whole story, which a receiver may take half of.
  private static let timeLimit = Duration.seconds(60)

  let type: EventType
  let dialect: Dialect
  let scheme: SignatureScheme
  let url: WebhookURL
  /// The secret that signs; nil for the sandbox's own.
  let secret: String?
  let transport: any HTTPTransport

  /// Returns once the receiver has answered, or cannot be reached.
  func deliver() async throws(Failure) -> AttemptedDelivery {
    let (deliveries, reported) = AsyncStream<AttemptedDelivery>.makeStream()
    let configuration = SandboxConfiguration(
      poolSize: 4, dialect: dialect, transport: transport,
      observe: { if case .delivery(let delivery) = $0 { reported.yield(delivery) } })
    do {
      let server = try await SandboxServer.start(configuration)
      try await EventStory(server: server, transport: transport).play(
        type, to: url, secret: secret ?? SandboxConfiguration.Webhook.knownSecret, scheme)
    } catch let error as EventStory.Failure {
      throw Failure(status: .configuration, message: error.message)
    } catch {
      throw Failure(status: .configuration, message: "\(error)")
    }
    _ = Task.start {
      await Task.pause(for: Self.timeLimit)
      reported.finish()
    }
    for await delivery in deliveries where delivery.event == type { return delivery }
    throw Failure(status: .unreachable, message: localized("the event was not delivered in time", "事件未能及时投递"))
  }

  /// Away from this machine an event that is signed with a real secret passes for a real event. That is said; on the
  /// main network it is refused.
  func refuseForgery() throws(Failure) {
    guard !url.isLoopback, secret != nil else { return }
    let environment = ProcessInfo.processInfo.environment[ConfigurationVariable.environment.rawValue]
    guard environment?.lowercased() == Mode.mainnet.rawValue else {
      return StandardError.write(
        localized(
          "The receiver cannot tell this event from a real one: it has the same signature.",
          "接收端无法区分此事件与真实事件：两者签名相同。"))
    }
    throw Failure(
      status: .configuration,
      message: localized(
        """
        PAYIN_ENVIRONMENT is mainnet: signed with a secret of the main network this event would pass for a payment. \
        Nothing was sent.
        """, "PAYIN_ENVIRONMENT 为 mainnet：以主网密钥签名的此事件会被当成真实付款。未发送任何内容。"))
  }
}

// MARK: The result

extension TriggeredEvent {
  func status(of delivery: AttemptedDelivery) -> Int32 {
    if delivery.attempt.outcome == .delivered { return 0 }
    return (delivery.attempt.status == nil ? ExitStatus.unreachable : .failure).rawValue
  }

  func text(of delivery: AttemptedDelivery) -> String {
    let (url, attempt) = (LoggedTarget.withoutQuery(url.text), delivery.attempt)
    let time = "\(attempt.milliseconds) ms"
    guard attempt.outcome == .delivered else {
      let problem = attempt.problem ?? ""
      return localized(
        "Not delivered: \(type.rawValue) to \(url): \(problem), \(time).",
        "未送达：\(type.rawValue) 到 \(url)：\(problem)，\(time)。")
    }
    let status = attempt.status.map(String.init) ?? ""
    return localized(
      "Delivered \(type.rawValue) to \(url): \(status), \(time).", "已将 \(type.rawValue) 投递到 \(url)：\(status)，\(time)。")
  }

  func object(of delivery: AttemptedDelivery) -> JSONObject {
    var object: JSONObject = [
      "event": .string(type.rawValue), "eventId": .string(delivery.eventId),
      "deliveryId": .string(delivery.deliveryId), "url": .string(LoggedTarget.withoutQuery(url.text)),
      "dialect": .string(dialect.rawValue), "scheme": .string(scheme.rawValue),
      "signedWith": secret == nil ? "sandbox" : "given", "delivered": .bool(delivery.attempt.outcome == .delivered),
      "ms": .number(JSONNumber(delivery.attempt.milliseconds)),
    ]
    object["status"] = delivery.attempt.status.map { .number(JSONNumber($0)) }
    object["problem"] = delivery.attempt.problem.map(JSONValue.string)
    object["body"] = delivery.attempt.body.map(JSONValue.string)
    return object
  }
}
