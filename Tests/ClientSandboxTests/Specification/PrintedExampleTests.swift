import CurlTransport
import HTTP
import JSON
import PayIn
import Sandbox
import TestSupport
import Testing

/// The calls and handlers that the specification's guide prints, run as they are printed but for host and key.
@Suite(.enabled(if: PrintedCode.guide != nil, "the guide is absent"), .timeLimit(.minutes(3)))
struct PrintedExampleTests {
  private func code(_ bench: ClientBench) throws -> PrintedCode {
    PrintedCode(try #require(PrintedCode.guide), root: bench.server.root)
  }

  /// Whether the value has a text under each of the names.
  private static func hasTexts(_ value: JSONValue?, _ names: [String]) -> Bool {
    names.allSatisfy { value?[$0]?.string?.isEmpty == false }
  }

  @Test(.enabled(if: PrintedProgram.Language.curl.isRunnable, "no curl"))
  func printedCommandsAreAnswered() async throws {
    try await ClientBench.run { bench in
      let commands = try code(bench).curlCommands
      try #require(commands.count == 4)
      let script = commands.map { "\($0.replacing("curl ", with: "curl -sS "))\necho" }.joined(separator: "\n")
      let replies = try await PrintedProgram.run(script + "\n", .curl, [:])
      try #require(replies.count == 4, "\(replies)")
      #expect(replies[0]["status"] == "healthy" && replies[0]["version"] == "0.1.0" && replies[0]["success"] == nil)
      let order = replies[1]["data"]
      #expect(replies[1]["success"] == true && order?["status"] == "pending" && order?["orderReference"] == "order_123")
      // The printed id is an example.
      #expect(replies[2] == ["success": false, "error": "NotFound", "message": "Order not found"])
      #expect(replies[3]["data"]?["depositReference"] == "user_456")
      let id = try #require(order?["orderId"]?.string)
      let read = try await PrintedProgram.run(
        commands[2].replacing(/ord_\w+/, with: id).replacing("curl ", with: "curl -sS "), .curl, [:])
      #expect(read.first?["data"]?["orderId"]?.string == id)
    }
  }

  @Test(.enabled(if: PrintedProgram.Language.typeScript.isRunnable, "no Node.js"))
  func printedCallsAreAnswered() async throws {
    try await ClientBench.run { bench in
      let calls = try code(bench).fetches
      try #require(calls.count == 5)
      let program = """
        const userId = 'u7', depositReference = 'player_u7';
        let orderId = '';
        const replies = [];
        \(calls.map { "await (async () => {\n\($0)\nreplies.push([response.status, await response.json()]);\norderId ||= replies[0][1].data.orderId;\n})();" }.joined(separator: "\n"))
        for (const reply of replies) console.log(JSON.stringify(reply));
        """
      let replies = try await PrintedProgram.run(program, .typeScript, ["PAYIN_API_KEY": "pk_test_0123456789"])
      try #require(replies.count == 5, "\(replies)")
      #expect(replies.map { $0.array?.first } == [201, 200, 201, 200, 201])
      let data = replies.map { $0.array?.last?["data"] }
      #expect(data[0]?["paymentUrl"]?.string?.hasPrefix(bench.server.root + "/") == true)
      #expect(data[1]?["orderId"] == data[0]?["orderId"] && data[1]?["status"] == "pending")
      #expect(Self.hasTexts(data[2] ?? nil, ["depositReference", "address", "protocol", "createdAt"]))
      #expect(
        data[3]?["deposits"] == [] && data[3]?["pagination"] == ["page": 1, "limit": 20, "total": 0, "totalPages": 0])
      let link = try #require(data[4] ?? nil)
      #expect(Self.hasTexts(link, ["id", "slug", "title", "amount", "checkoutUrl", "createdAt"]))
      #expect(link["status"] == "draft" && link["amount"] == "2500")
      try await expectPage(of: link, bench)
    }
  }

  /// The address that the guide builds from the slug is the link's page once it is published.
  private func expectPage(of link: JSONValue, _ bench: ClientBench) async throws {
    _ = try await bench.client.publishPaymentLink(try #require(link["id"]?.string))
    let address = "\(bench.server.root)/checkout/\(link["slug"]?.string ?? "")"
    #expect(link["checkoutUrl"]?.string == address)
    let page = try await bench.transport.send(HTTPRequest(method: .get, url: address, headers: ["Accept": "text/html"]))
    #expect(page.status == 200 && page.headers["Content-Type"]?.hasPrefix("text/html") == true)
  }

  /// What the handlers call, as functions that note their arguments.
  private static let surroundings = """
    import crypto from 'crypto';
    const handlers = [], calls = [];
    const app = { post: (path, handler) => handlers.push(handler) };
    const note = (name) => async (...values) => { calls.push([name, ...values]); return null; };
    const verifySignature = () => true;
    const tx = { deposits: { findUnique: note('find'), create: note('create') }, users: { update: note('credit') } };
    const db = { orders: { update: note('update') }, $transaction: async (work) => work(tx) };
    const fulfillOrder = note('fulfil'), notifyPlayer = note('notify'), processOrder = note('process');
    const handleWebhookEvent = note('handle');
    """

  /// Hands each webhook to each handler, and the first once more with a signature of the same length that is wrong.
  private static let deliveries = """
    const hooks = [[process.env.ORDER_BODY, process.env.ORDER_SIGNATURE], [process.env.DEPOSIT_BODY, process.env.DEPOSIT_SIGNATURE]];
    hooks.push([hooks[0][0], '0'.repeat(64)]);
    for (const [body, signature] of hooks) {
      for (const handler of handlers) {
        let status = 200;
        const res = { status: (code) => { status = code; return res; }, json: (value) => calls.push(['reply', status, value]) };
        await handler({ headers: { 'x-payin-signature': signature }, body: JSON.parse(body) }, res);
      }
      console.log(JSON.stringify(calls.splice(0)));
    }
    """

  /// One of the handlers writes the parsed body again to check its signature: the body must come out as it went in.
  @Test(.enabled(if: PrintedProgram.Language.typeScript.isRunnable, "no Node.js"))
  func printedHandlersTakeDeliveredWebhooks() async throws {
    try await DeliveredWebhooks.run { bench, webhooks in
      let handlers = try code(bench).handlers
      try #require(handlers.count == 4)
      let (order, deposit) = (try #require(webhooks["order.completed"]), try #require(webhooks["deposit.confirmed"]))
      let program = ([Self.surroundings] + handlers + [Self.deliveries]).joined(separator: "\n")
      let rounds = try await PrintedProgram.run(
        program, .typeScript,
        [
          "PAYIN_WEBHOOK_SECRET": WebhookReceiver.secret, "ORDER_BODY": order.body, "ORDER_SIGNATURE": order.signature,
          "DEPOSIT_BODY": deposit.body, "DEPOSIT_SIGNATURE": deposit.signature,
        ])
      try #require(rounds.count == 3, "\(rounds)")
      let received: JSONValue = ["reply", 200, ["received": true]]
      for round in rounds.prefix(2) {
        #expect(round.array?.count { $0 == received } == 4, "\(round)")
        #expect(Self.call("handle", round) != nil)
      }
      let update = Self.call("update", rounds[0])
      #expect(update?["where"]?["reference"] == "hooked-1" && update?["data"]?["status"] == "paid")
      #expect(update?["data"]?["transactionHash"]?.string == order.transaction && !order.transaction.isEmpty)
      #expect(Self.call("fulfil", rounds[0]) == "hooked-1" && Self.call("process", rounds[0]) == "hooked-1")
      let made = Self.call("create", rounds[1])?["data"]
      #expect(made?["playerId"] == "42" && made?["amount"] == "25" && made?["status"] == "confirmed")
      #expect(made?["txHash"]?.string == deposit.transaction && !deposit.transaction.isEmpty)
      #expect(Self.call("credit", rounds[1])?["data"]?["balance"]?["increment"] == 25)
      #expect(rounds[2].array?.contains(["reply", 401, ["error": "Invalid signature"]]) == true)
    }
  }

  /// The first argument of the first call of a function.
  private static func call(_ name: String, _ round: JSONValue) -> JSONValue? {
    round.array?.first { $0.array?.first?.string == name }?.array.flatMap { $0.count > 1 ? $0[1] : nil }
  }
}
