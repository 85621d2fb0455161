import Foundation
import JSON
import MCP
import PayIn
import Sandbox
import SandboxAPI
import SandboxModel
import TestSupport
import Testing

/// Random references keep their bytes over libcurl, in the sandbox and on the way back, in both dialects.
@Suite(.timeLimit(.minutes(3)))
struct ReferenceRoundTripTests {
  private static let seed = RandomizedTests.seed(otherwise: 17)

  /// 160 in families of ten, of which about a third is refused.
  private static func references() -> (allowed: [String], refused: [String]) {
    var generator = ReferenceGenerator(seed: seed)
    let all = (0..<16).flatMap { _ in generator.family(of: 10) }
    func isAllowed(_ text: String) -> Bool { NewReference.error(in: text, hiding: .none) == nil }
    return (all.filter(isAllowed), all.filter { !isAllowed($0) })
  }

  @Test(arguments: [Dialect.documented, .published])
  func everyReferenceKeepsItsBytes(_ dialect: Dialect) async throws {
    let (allowed, refused) = Self.references()
    print("\(dialect), seed \(Self.seed): \(allowed.count) references, \(refused.count) refused")
    let receiver = WebhookReceiver()
    let webhook = SandboxConfiguration.Webhook(url: try WebhookURL(receiver.url))
    try await ToolBench.run(poolSize: 400, dialect: dialect, allowsDuplicates: true, webhook: webhook) { tools in
      let lossy = LossyTransport(tools.bench.transport, losesWrites: true)
      let losing = try tools.bench.client(over: lossy)
      for reference in refused { await expectRefused(reference, losing) }
      #expect(lossy.lines.isEmpty)
      var orders: [(reference: String, id: String)] = []
      for reference in allowed { orders.append((reference, try await order(reference, losing, tools))) }
      #expect(Set(orders.map(\.id)).count == allowed.count)
      #expect(try await tools.bench.client.orders().page.total == allowed.count)
      for (reference, id) in orders { try await expectListed(reference, id, tools) }
      for reference in allowed { try await deposit(reference, losing, tools) }
      try await expectDelivered(orders, receiver, tools)
    }
  }

  private func expectRefused(_ reference: String, _ client: PayInClient) async {
    let error = await #expect(throws: PayInError.self, "\(reference.escaped)") {
      try await client.createOrder(.make(reference))
    }
    #expect((error?.code, error?.outcome) == (.invalidArguments, .notSent), "\(reference.escaped)")
  }

  /// Makes the order while its answer is lost, and again with a client that knows nothing of it.
  private func order(_ reference: String, _ losing: PayInClient, _ tools: ToolBench) async throws -> String {
    let first = try await losing.createOrder(.make(reference))
    let second = try await tools.bench.client(over: tools.bench.transport).createOrder(.make(reference))
    #expect((first.outcome, second.outcome) == (.reconciled, .replayed), "\(reference.escaped)")
    for record in [first.resource, second.resource] {
      #expect(record?["orderReference"]?.hasSameBytes(as: reference) == true, "\(reference.escaped)")
    }
    #expect(first.resource?["orderId"] == second.resource?["orderId"], "\(reference.escaped)")
    return try #require(first.resource?["orderId"])
  }

  private func expectListed(_ reference: String, _ id: String, _ tools: ToolBench) async throws {
    let list = try await tools.succeed("list_orders", ["orderReference": .string(reference), "limit": 100])
    let rows = (list["orders"]?.array ?? []).filter {
      $0["orderReference"]?.string?.hasSameBytes(as: reference) == true
    }
    #expect(rows.map { $0["orderId"]?.string } == [id], "\(reference.escaped)")
  }
}

extension ReferenceRoundTripTests {
  /// Binds an address, reads it by its resource address, and waits for what comes in.
  private func deposit(_ reference: String, _ losing: PayInClient, _ tools: ToolBench) async throws {
    do throws(PayInError) {
      let bound = try await losing.bindDepositAddress(reference: reference, protocol: "evm")
      #expect(bound.resource?["depositReference"]?.hasSameBytes(as: reference) == true, "\(reference.escaped)")
    } catch {
      // A path, or a route of the published code, stands for it.
      #expect([".", "..", "stats", "bind", "references"].contains(reference), "\(reference.escaped): \(error)")
      return #expect((error.code, error.outcome) == (.invalidArguments, .notSent))
    }
    await expectReadable(reference, tools)
    let first = try await losing.depositProgress(reference, last: nil)
    _ = try await tools.bench.client.simulatePayment([
      "depositReference": .string(reference), "amount": "5", "currency": "USDC", "chainId": "ethereum-sepolia",
    ])
    let changes = try await losing.depositProgress(reference, last: first).changes(since: first)
    #expect(changes.count == 1, "\(reference.escaped)")
    #expect(changes.first?["depositReference"]?.hasSameBytes(as: reference) == true, "\(reference.escaped)")
  }

  /// Slashes and backslashes cannot stand in a resource's address; such references are read with the tool.
  private func expectReadable(_ reference: String, _ tools: ToolBench) async {
    let unreserved = CharacterSet(charactersIn: "a"..."z").union(CharacterSet(charactersIn: "A"..."Z"))
      .union(CharacterSet(charactersIn: "0"..."9")).union(CharacterSet(charactersIn: "-._~"))
    let encoded = reference.addingPercentEncoding(withAllowedCharacters: unreserved) ?? ""
    let contents = try? await tools.resources.read("payin://deposits/\(encoded)")
    let shown = contents.flatMap { try? JSONParser.parse(Array($0.text.utf8)) }?["depositReference"]?.string
    let hasAddress = !reference.unicodeScalars.contains { $0 == "/" || $0 == "\\" }
    #expect(shown?.hasSameBytes(as: reference) == (hasAddress ? true : nil), "\(reference.escaped)")
  }

  /// Each order's event has its bytes, once verified by the tool that shops use.
  private func expectDelivered(
    _ orders: [(reference: String, id: String)], _ receiver: WebhookReceiver, _ tools: ToolBench
  ) async throws {
    for (_, id) in orders { _ = try await tools.succeed("simulate_payment", ["orderId": .string(id)]) }
    var missing = Dictionary(uniqueKeysWithValues: orders.map { ($0.id, $0.reference) })
    while !missing.isEmpty, let request = await receiver.take().first {
      guard request.eventType == "order.completed" else { continue }
      let verdict = try await tools.succeed("verify_webhook", try Self.arguments(request))
      #expect(verdict["valid"] == true)
      let data = verdict["event"]?["data"]
      let reference = missing.removeValue(forKey: data?["orderId"]?.string ?? "")
      let isSame = reference.map { data?["orderReference"]?.string?.hasSameBytes(as: $0) == true }
      #expect(isSame == true, "\(reference?.escaped ?? "an order that is not one of them")")
    }
  }

  private static func arguments(_ request: ReceivedRequest) throws -> JSONObject {
    let signature = try #require(request.values("X-PayIn-Signature").first)
    return ["body": .string(String(decoding: request.body, as: UTF8.self)), "signature": .string(signature)]
  }
}
