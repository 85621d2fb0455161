import Foundation
import HTTP
import JSON
import PayInTools
import Sandbox
import SandboxAPI
import SandboxModel
import Testing

/// The exported handlers of webhooks, with webhooks that the sandbox signs.
@Suite(.timeLimit(.minutes(3)))
struct ExportedHandlerTests {
  private static let languages = ExportLanguage.allCases.filter(ExportWorkshop.canRun)
  private static let secret = SandboxConfiguration.Webhook.knownSecret
  private static let body = Array(
    """
    {"id":"evt_1","type":"order.completed","createdAt":"2026-01-01T00:00:00Z",\
    "data":{"orderReference":"order_1","amount":"10.50","currency":"USDT"}}
    """.utf8)

  struct Delivery: Sendable {
    let body: [UInt8]
    let signature: String
    let status: Int
  }

  /// Good and bad deliveries in their order. The first event comes four times, the second once. A time and the body in
  /// one, with the code of that, is another form of a signature that was good once.
  private static func deliveries(now: Int64) -> [Delivery] {
    let second = Array(String(decoding: body, as: UTF8.self).replacing("evt_1", with: "evt_2").utf8)
    let tampered = Array(String(decoding: body, as: UTF8.self).replacing("10.50", with: "99.50").utf8)
    func sign(_ scheme: SignatureScheme, _ body: [UInt8], _ age: Int64 = 0, secret: String = secret) -> String {
      scheme.signature(of: body, secret: secret, at: now - age)
    }
    let stamped = sign(.timestamped, body)
    let recorded = Array("\(now - 4000).".utf8) + body
    let nameless = [UInt8](#"{"id":"","type":"order.completed"}"#.utf8)
    return [
      Delivery(body: tampered, signature: sign(.hex, body), status: 401),
      Delivery(body: tampered, signature: stamped, status: 401),
      Delivery(body: body, signature: sign(.hex, body, secret: "whsec_of_another"), status: 401),
      Delivery(body: body, signature: sign(.timestamped, body, 400), status: 401),
      Delivery(body: body, signature: sign(.timestamped, body, -400), status: 401),
      Delivery(body: body, signature: "", status: 401),
      Delivery(body: body, signature: "t=,v1=", status: 401),
      Delivery(body: body, signature: "t=\(now)", status: 401),
      Delivery(body: body, signature: "v1=" + sign(.hex, body), status: 401),
      Delivery(body: body, signature: "t=,v1=" + sign(.hex, body), status: 401),
      Delivery(body: body, signature: "t=," + sign(.hex, body), status: 401),
      Delivery(body: recorded, signature: sign(.hex, recorded), status: 400),
      Delivery(body: body + body, signature: sign(.hex, body + body), status: 400),
      Delivery(body: nameless, signature: sign(.hex, nameless), status: 400),
      Delivery(body: [UInt8]("[1]".utf8), signature: sign(.hex, [UInt8]("[1]".utf8)), status: 400),
      Delivery(body: body, signature: sign(.hex, body), status: 200),
      Delivery(body: body, signature: sign(.hex, body), status: 200),
      Delivery(body: body, signature: stamped, status: 200),
      Delivery(
        body: body, signature: stamped.replacing("v1=", with: "v1=\(String(repeating: "0", count: 64)),v1="),
        status: 200),
      Delivery(body: second, signature: sign(.timestamped, second, 200), status: 200),
    ]
  }

  @Test(arguments: languages)
  func signedEventIsHandledOnce(_ language: ExportLanguage) async throws {
    try await ToolBench.run { tools in
      let handler = try await ExportedHandler(language, secret: Self.secret)
      let deliveries = Self.deliveries(now: Timestamp.now().milliseconds / 1000)
      for (index, delivery) in deliveries.enumerated() {
        let status = try await handler.receive(
          delivery.body, signature: delivery.signature, over: tools.bench.transport)
        #expect(status == delivery.status, "\(language), delivery \(index)")
      }
      #expect(try await handler.effects(2).count == 2)
    }
  }

  /// While the work is under way the event is neither done nor forgotten.
  @Test(arguments: languages)
  func eventWhoseWorkFailsIsHandledAgain(_ language: ExportLanguage) async throws {
    try await ToolBench.run { tools in
      let handler = try await ExportedHandler(language, program: FailingHandler.name, secret: Self.secret)
      let signature = SignatureScheme.hex.signature(of: Self.body, secret: Self.secret, at: 0)
      let transport = tools.bench.transport
      let deliver: @Sendable () async throws -> Int = {
        try await handler.receive(Self.body, signature: signature, over: transport)
      }
      async let first = deliver()
      while !FileManager.default.fileExists(atPath: handler.events.appending(path: "started").path) {
        await Task.yield()
      }
      #expect(try await deliver() == 503)
      try Data().write(to: handler.events.appending(path: "release"))
      #expect(try await first == 500)
      #expect(try await deliver() == 200)
      #expect(try await deliver() == 200)
      #expect(try await handler.effects(1).count == 1)
    }
  }

  /// What the sandbox itself sends, twice in each scheme; the clock of its signatures is this machine's.
  @Test(arguments: languages.filter { $0 != .curl }, [Dialect.documented, .published])
  func deliveryOfTheSandboxIsAccepted(_ language: ExportLanguage, _ dialect: Dialect) async throws {
    let handler = try await ExportedHandler(language, secret: Self.secret)
    try await ToolBench.run(dialect: dialect) { tools in
      let id = try await tools.makeOrder("order_1", "10.50", paid: true)
      for scheme in ["hex", "timestamped"] {
        let sent = try await tools.succeed(
          "deliver_webhook",
          [
            "orderId": id, "eventType": "order.completed", "times": 2, "scheme": .string(scheme),
            "url": .string(handler.url ?? ""),
          ])
        #expect(sent["deliveries"]?.array?.map { $0["status"] } == [200, 200], "\(sent)")
      }
    }
    #expect(try await handler.effects(1).count == 1)
  }
}
