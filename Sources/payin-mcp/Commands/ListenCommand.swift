import ArgumentParser
import JSON
import PayIn
import Sandbox
import SandboxModel
import Threads

/// Receives webhooks on this machine and prints each with the verdict on its signature.
struct ListenCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "listen",
    abstract: localized(
      "Receive webhooks on this machine and say whether each is valid, and why.", "在本机接收 webhook，逐个说明是否有效及原因。"),
    discussion: localized(
      """
      Answers 200, so that nothing is sent again. Signatures are checked with PAYIN_WEBHOOK_SECRET, or without one with \
      the sandbox's own secret. Ctrl-C ends it with status 0; with --once the status is 1 if the webhook is not valid.

      payin-mcp listen --port 8485
      payin-mcp sandbox --webhook-url http://127.0.0.1:8485/
      payin-mcp listen --forward http://127.0.0.1:3000/webhooks --json
      payin-mcp listen --status 503
      """,
      """
      以 200 应答，因而不会重发。签名以 PAYIN_WEBHOOK_SECRET 验证，未设置时使用沙盒自身的密钥。按 Ctrl-C 结束，状态为 0；使用 --once \
      时，webhook 无效则状态为 1。

      payin-mcp listen --port 8485
      payin-mcp sandbox --webhook-url http://127.0.0.1:8485/
      payin-mcp listen --forward http://127.0.0.1:3000/webhooks --json
      payin-mcp listen --status 503
      """))

  @Option(help: .text("Port on 127.0.0.1; 0 lets the system choose.", "127.0.0.1 上的端口；0 由系统选择。"))
  var port = 8485

  @Flag(help: .text("End after the first webhook.", "收到第一个 webhook 后结束。"))
  var once = false

  @Option(
    help: .text(
      "Send each webhook on to this receiver, https or http to this machine, and answer as it does. Default: none.",
      "将每个 webhook 转发到此地址（https，或指向本机的 http），并以其应答作为应答。默认不转发。", value: "url"))
  var forward: WebhookURL?

  @Option(
    help: .text(
      "Status of every answer, from 200 to 599, to see what is sent again. Default: 200, or the receiver's.",
      "所有应答的状态，200 到 599，用于观察重发。默认为 200，或转发目标的状态。"))
  var status: Int?

  @OptionGroup var secret: WebhookSecretOptions

  @Flag(
    help: .text(
      "Print JSON, one object per line; the first one is {\"listening\": URL}.",
      "输出 JSON，每行一个对象；第一个为 {\"listening\": URL}。"))
  var json = false

  @OptionGroup var language: LanguageOption

  func validate() throws {
    guard 0...65_535 ~= port else {
      throw ValidationError(localized("--port must be from 0 to 65535.", "--port 必须在 0 到 65535 之间。"))
    }
    guard 200...599 ~= status ?? 200 else {
      throw ValidationError(localized("--status must be from 200 to 599.", "--status 必须在 200 到 599 之间。"))
    }
  }

  func run() throws {
    let text = try secret.text()
    let key = try text.map(WebhookSecret.init) ?? .sandbox
    let reader = DisplayContext(CommandText.language, hiding: Secrets(nil, text == nil ? nil : key))
    let (webhooks, printed) = AsyncStream<ReceivedWebhook>.makeStream()
    let listener = WebhookListener(
      verifier: WebhookVerifier(key), reader: reader, status: status, forwardURL: forward,
      transport: try CommandTransport.make(), printed: printed)
    try CommandTask.run { signal in
      _ = Task.start {
        await signal.wait()
        printed.finish()
      }
      return await serve(listener, webhooks, hasSecret: text != nil)
    }
  }

  private func serve(
    _ listener: WebhookListener, _ webhooks: AsyncStream<ReceivedWebhook>, hasSecret: Bool
  ) async -> Int32 {
    do throws(SandboxError) {
      let server = try await LocalServer.start(port: port) { request in await listener.respond(to: request) }
      if let forward, Self.leads(forward, to: server.root) {
        StandardError.write(
          localized("payin-mcp: --forward leads back to this receiver.", "payin-mcp：--forward 指回了本接收端。"))
        return ExitStatus.usage.rawValue
      }
      announce(server.root, hasSecret: hasSecret)
      let isValid = await write(webhooks, for: listener.reader)
      await server.shutdown()
      return once && isValid == false ? ExitStatus.failure.rawValue : 0
    } catch {
      StandardError.write(
        localized("payin-mcp: cannot listen: \(error.detail)", "payin-mcp：无法监听：\(error.detail)"))
      return ExitStatus.configuration.rawValue
    }
  }

  /// Whether the URL has the address of this server, under one of the names of this machine.
  private static func leads(_ url: WebhookURL, to root: String) -> Bool {
    guard url.isLoopback, let port = root.split(separator: ":").last else { return false }
    let authority = url.text.split(separator: "/").dropFirst().first ?? ""
    return authority.prefix { $0 != "?" }.hasSuffix(":\(port)")
  }

  private func announce(_ root: String, hasSecret: Bool) {
    if json { StandardOutput.write("\(JSONValue.object(["listening": .string(root)]))\n") }
    let key =
      hasSecret
      ? localized("the secret given", "所提供的密钥") : localized("the sandbox's own secret", "沙盒自身的密钥")
    StandardError.write(
      localized(
        "Listening on \(root)/ and checking signatures with \(key). Ctrl-C ends it.",
        "正在监听 \(root)/，以\(key)验证签名。按 Ctrl-C 结束。"))
  }

  /// Prints webhooks until a signal has come or nothing reads them any more, or after the first one.
  /// - Returns: whether the last one was valid; nil if there was none.
  private func write(_ webhooks: AsyncStream<ReceivedWebhook>, for reader: DisplayContext) async -> Bool? {
    var printer = WebhookPrinter(isJSON: json, for: reader)
    var isValid: Bool?
    for await webhook in webhooks {
      printer.write(webhook)
      isValid = webhook.isValid
      if once || StandardOutput.isClosed { break }
    }
    return isValid
  }
}
