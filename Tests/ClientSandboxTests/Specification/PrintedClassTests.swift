import JSON
import PayIn
import Sandbox
import SandboxAPI
import SandboxModel
import TestSupport
import Testing

/// The classes that the specification's guide prints, run as they are printed but for host and key.
@Suite(.enabled(if: PrintedCode.guide != nil, "the guide is absent"), .timeLimit(.minutes(3)))
struct PrintedClassTests {
  private static let languages = [PrintedProgram.Language.typeScript, .python, .php].filter(\.isRunnable)

  /// Makes an order, reads it, binds an address, makes an order of a token that is not there, and checks a webhook that
  /// was delivered, then the same with another body.
  private static func program(_ code: PrintedCode, _ language: PrintedProgram.Language) -> String {
    switch language {
    case .typeScript:
      """
      \(code.typeScript)
      const env = process.env;
      const read = await payin.getOrder(order.orderId);
      const bound = await payin.bindAddress({ depositReference: 'user_456', protocol: 'evm', metadata: { level: 7 } });
      let failure = '';
      try {
        await payin.createOrder({ orderReference: 'x', amount: '1', currency: 'USDT', chainId: 'nowhere' });
      } catch (error) { failure = error.message; }
      const check = (body: string) => payin.verifyWebhook(body, env.HOOK_SIGNATURE!, env.PAYIN_WEBHOOK_SECRET!);
      const valid = check(env.HOOK_BODY!), forged = check(env.HOOK_BODY + ' ');
      console.log(JSON.stringify({ order, read, bound, failure, valid, forged }));
      """
    case .python:
      """
      \(code.python)
      import json, os
      env = os.environ
      payin = PayInClient(env['PAYIN_API_KEY'])
      order = payin.create_order('order_123', '100', 'USDT', 'ethereum-sepolia')
      read = payin.get_order(order['orderId'])
      bound = payin.bind_address('user_456', 'evm', metadata={'level': 7})
      failure = ''
      try:
          payin.create_order('x', '1', 'USDT', 'nowhere')
      except requests.HTTPError as error:
          failure = error.response.json()['message']
      check = lambda body: payin.verify_webhook(body.encode(), env['HOOK_SIGNATURE'], env['PAYIN_WEBHOOK_SECRET'])
      valid, forged = check(env['HOOK_BODY']), check(env['HOOK_BODY'] + ' ')
      print(json.dumps(dict(order=order, read=read, bound=bound, failure=failure, valid=valid, forged=forged)))
      """
    case .php:
      #"""
      \#(code.php)
      $read = $payin->getOrder($order['orderId']);
      $bound = $payin->bindAddress(['depositReference' => 'user_456', 'protocol' => 'evm', 'metadata' => ['level' => 7]]);
      $failure = '';
      try {
        $payin->createOrder(['orderReference' => 'x', 'amount' => '1', 'currency' => 'USDT', 'chainId' => 'nowhere']);
      } catch (Exception $error) { $failure = $error->getMessage(); }
      $check = fn($body) => $payin->verifyWebhook($body, $_ENV['HOOK_SIGNATURE'], $_ENV['PAYIN_WEBHOOK_SECRET']);
      [$valid, $forged] = [$check($_ENV['HOOK_BODY']), $check($_ENV['HOOK_BODY'] . ' ')];
      echo "\n", json_encode(compact('order', 'read', 'bound', 'failure', 'valid', 'forged')), "\n";
      """#
    case .curl: ""
    }
  }

  @Test(arguments: languages)
  func printedClassWorksUnchanged(_ language: PrintedProgram.Language) async throws {
    let guide = try #require(PrintedCode.guide)
    try await DeliveredWebhooks.run { bench, webhooks in
      let hook = try #require(webhooks["order.completed"])
      let lines = try await PrintedProgram.run(
        Self.program(PrintedCode(guide, root: bench.server.root), language), language,
        [
          "PAYIN_API_KEY": "pk_printed_\(language)", "PAYIN_WEBHOOK_SECRET": WebhookReceiver.secret,
          "HOOK_BODY": hook.body, "HOOK_SIGNATURE": hook.signature,
        ])
      let result = try #require(lines.last)
      try Self.expectOrder(result, bench.server.root)
      let bound = result["bound"]
      #expect(bound?["depositReference"] == "user_456" && bound?["protocol"] == "evm")
      #expect(bound?["address"]?.string?.hasPrefix("0x") == true)
      #expect(bound?["monitoredChains"]?.array?.contains("polygon-amoy") == true)
      #expect(result["failure"]?.string?.contains("nowhere") == true, "\(result)")
      #expect(result["valid"] == true && result["forged"] == false)
    }
  }

  private static func expectOrder(_ result: JSONValue, _ root: String) throws {
    let (order, read) = (try #require(result["order"]), try #require(result["read"]))
    let documented: [String: JSONValue] = [
      "orderReference": "order_123", "status": "pending", "amount": "100", "currency": "USDT",
      "chainId": "ethereum-sepolia",
    ]
    for (name, value) in documented { #expect(order[name] == value && read[name] == value, "\(name)") }
    for name in ["orderId", "address", "createdAt"] {
      #expect(order[name] != nil && order[name] == read[name], "\(name)")
    }
    #expect(order["paymentUrl"]?.string?.hasPrefix(root + "/") == true && order["expiresAt"]?.string != nil)
  }
}

/// A sandbox that has delivered the webhooks of a paid order and of a deposit.
enum DeliveredWebhooks {
  struct Webhook: Sendable {
    let body: String
    let signature: String
    let transaction: String
  }

  /// Serves for as long as `body` runs.
  static func run(_ body: (ClientBench, [String: Webhook]) async throws -> Void) async throws {
    let receiver = WebhookReceiver()
    let webhook = SandboxConfiguration.Webhook(url: try WebhookURL(receiver.url), secret: WebhookReceiver.secret)
    try await ClientBench.run(webhook: webhook) { bench in
      let order = try await bench.client.createOrder(try .make("hooked-1", amount: "49.99"))
      _ = try await bench.client.simulatePayment(["orderId": .string(try #require(order.resource?["orderId"]))])
      _ = try await bench.client.bindDepositAddress(reference: "player_42", protocol: "evm")
      _ = try await bench.client.simulatePayment(["depositReference": "player_42", "amount": "25"])
      var received: [String: Webhook] = [:]
      while received["order.completed"] == nil || received["deposit.confirmed"] == nil {
        let request = try #require(await receiver.take().first)
        let event = try JSONParser.parse(request.body)
        received[request.eventType] = Webhook(
          body: String(decoding: request.body, as: UTF8.self),
          signature: try #require(request.values("X-PayIn-Signature").first),
          transaction: event["data"]?["txHash"]?.string ?? "")
      }
      try await body(bench, received)
    }
  }
}
