import ArgumentParser
import Formats
import JSON
import SandboxAPI
import SandboxModel

/// Plays the story that causes an event, in a sandbox of its own, and delivers the event to a receiver.
struct TriggerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trigger",
    abstract: localized("Cause an event in a sandbox of its own and deliver it, signed.", "在独立沙盒中触发一个事件，签名后投递。"),
    discussion: localized(
      """
      Events: \(eventNames).

      PAYIN_WEBHOOK_SECRET signs, or without one the sandbox's own secret, which `payin-mcp listen` expects. Exit status: \
      0 delivered, 1 refused by the receiver, 2 unknown event or bad URL, 3 no usable secret, 5 receiver out of reach.

      payin-mcp trigger order.completed --to http://127.0.0.1:3000/webhooks/payin
      """,
      """
      事件：\(eventNames)。

      以 PAYIN_WEBHOOK_SECRET 签名；未设置时使用沙盒自身的密钥，`payin-mcp listen` 也以它验证。退出状态：0 已送达，1 被接收端拒绝，2 \
      未知事件或地址有误，3 没有可用的密钥，5 无法连接接收端。

      payin-mcp trigger order.completed --to http://127.0.0.1:3000/webhooks/payin
      """))

  private static let eventNames = EventType.allCases.map(\.rawValue).joined(separator: ", ")

  @Argument(
    help: .text("Type of the event, such as order.completed.", "事件类型，例如 order.completed。"),
    completion: .list(EventType.allCases.map(\.rawValue)))
  var event: String

  @Option(help: .text("URL of the receiver: https, or http to this machine.", "接收端地址：https，或指向本机的 http。", value: "url"))
  var to: String

  @Option(
    help: .text(
      "Form of the event, documented or published. Default: documented if it has the event.",
      "事件的形式，documented 或 published。默认为 documented（若其有此事件）。"))
  var dialect: Dialect?

  @Option(
    help: .text(
      "Form of the signature, hex or timestamped. Default: that of the dialect.", "签名的形式，hex 或 timestamped。默认随 dialect。"
    ))
  var scheme: SignatureScheme?

  @OptionGroup var secret: WebhookSecretOptions

  @Flag(help: .text("Print the result as one JSON object.", "以一个 JSON 对象输出结果。"))
  var json = false

  @OptionGroup var language: LanguageOption

  func run() throws {
    let (type, url) = (try type(), try url())
    let dialect = try dialect(of: type)
    let event = TriggeredEvent(
      type: type, dialect: dialect, scheme: scheme ?? dialect.signatureScheme, url: url, secret: try secret.text(),
      transport: try CommandTransport.make())
    try CommandTask.runInterruptibly {
      do throws(TriggeredEvent.Failure) {
        try event.refuseForgery()
        let delivery = try await event.deliver()
        StandardOutput.write(
          (json ? "\(JSONValue.object(event.object(of: delivery)))" : event.text(of: delivery)) + "\n")
        return event.status(of: delivery)
      } catch {
        StandardError.write("payin-mcp: \(error.message)")
        return error.status.rawValue
      }
    }
  }

  // MARK: Arguments

  private func type() throws -> EventType {
    if let type = EventType(rawValue: event) { return type }
    let ranked = EventType.allCases.map { ($0.rawValue, EditDistance.between($0.rawValue, event, countsSwaps: true)) }
    let nearest = ranked.min { $0.1 < $1.1 }.flatMap { $0.1 <= $0.0.count / 3 ? $0.0 : nil }
    let message =
      localized(
        """
        payin-mcp: there is no event '\(event)'.\(nearest.map { " Did you mean '\($0)'?" } ?? "") \
        The events are \(Self.eventNames).
        """,
        """
        payin-mcp：没有事件 '\(event)'。\(nearest.map { "是否指 '\($0)'？" } ?? "")全部事件：\(Self.eventNames)。
        """)
    StandardError.write(PayInMCP.withoutSecrets(message))
    throw ExitStatus.usage
  }

  private func url() throws -> WebhookURL {
    do throws(WebhookURL.Problem) {
      return try WebhookURL(to)
    } catch {
      StandardError.write(
        localized("payin-mcp: --to \(error).", "payin-mcp：--to 无效：必须是 https 地址，或指向本机的 http 地址（\(error)）。"))
      throw ExitStatus.usage
    }
  }

  private func dialect(of type: EventType) throws -> Dialect {
    guard let dialect else { return type.dialects.first ?? .documented }
    guard type.dialects.contains(dialect) else {
      let names = EventType.allCases.filter { $0.dialects.contains(dialect) }.map(\.rawValue).joined(separator: ", ")
      StandardError.write(
        localized(
          "payin-mcp: the dialect \(dialect.rawValue) has no event \(type.rawValue), but \(names).",
          "payin-mcp：\(dialect.rawValue) 没有事件 \(type.rawValue)，其事件为 \(names)。"))
      throw ExitStatus.usage
    }
    return dialect
  }
}

extension SignatureScheme: ExpressibleByArgument {}
