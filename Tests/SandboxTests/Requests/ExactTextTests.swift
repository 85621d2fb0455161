import Formats
import HTTP
import JSON
import Testing

@testable import Sandbox
@testable import SandboxAPI
@testable import SandboxModel
@testable import SandboxPages

/// References are bytes: what is stored, returned, filtered by and refused as a duplicate is exactly what was given.
@Suite struct ExactTextTests {
  /// Pairs that `==` of Swift or a reader's eye takes for one, and texts that a clumsy program changes.
  private static let references = [
    "gift-❤️-2", "gift-❤-2", "👩\u{200D}💻-77", "👩💻-77", "می\u{200C}روم", "میروم", "订单\u{3000}1", "订单 1", "订单\u{A0}1",
    "\u{E9}", "e\u{301}", "\u{1E69}", "s\u{323}\u{307}", "s\u{307}\u{323}", "\u{212A}", "K", "\u{2126}", "\u{3A9}",
    "\u{AC00}", "\u{1100}\u{1161}", "\u{FEFF}x", "x", "x\u{200D}", "x\u{200B}", "so\u{AD}ft", "soft", "\u{202E}exe",
    "a+b", "a%2Fb", "a/b", "a?b=c&d#e", "\u{10FFFD}", "\u{E0041}", "𐀀", "\u{1F1E9}\u{1F1EA}", "\u{301}start", "a\tb",
    "a\nb", "İ", "ß", "a\\b", "a\"b'c<d>&amp;",
  ]

  @Test(arguments: [Dialect.documented, .published])
  func orderReferenceIsKeptByteByByte(_ dialect: Dialect) async throws {
    try await SandboxFixture.run(poolSize: 100, dialect: dialect) { sandbox in
      for reference in Self.references { #expect(try await sandbox.createOrder(reference).status == 201) }
      let listed = try await sandbox.get("/orders?limit=100")
      let rows = dialect == .documented ? listed.data["orders"]?.array : listed.json["data"]?.array
      let names = rows?.reversed().compactMap {
        $0[dialect == .documented ? "orderReference" : "order_reference"]?.string
      }
      #expect(names.map(Self.bytes) == Self.bytes(Self.references))
      for (row, reference) in zip(rows?.reversed() ?? [], Self.references) {
        let id = row[dialect == .documented ? "orderId" : "id"]?.string ?? ""
        let read = try await sandbox.get("/orders/\(id)").data
        let name = (read["orderReference"] ?? read["order_reference"])?.string ?? ""
        #expect(Array(name.utf8) == Array(reference.utf8))
      }
    }
  }

  /// In the documented dialect a reference is unique, by its bytes.
  @Test func onlyTheSameBytesAreADuplicate() async throws {
    try await SandboxFixture.run(poolSize: 100) { sandbox in
      for reference in Self.references {
        let made = try await sandbox.createOrder(reference)
        #expect(made.status == 201)
        let again = try await sandbox.createOrder(reference)
        #expect(again.status == 409)
        #expect(again.json["details"]?["existingOrderId"]?.string == made["orderId"])
      }
    }
  }

  @Test(arguments: [Dialect.documented, .published])
  func depositReferenceIsFoundByItsBytesOnly(_ dialect: Dialect) async throws {
    try await SandboxFixture.run(poolSize: 100, dialect: dialect) { sandbox in
      var addresses: [String: String] = [:]
      for (index, reference) in Self.references.enumerated() {
        let bound = try await sandbox.post(
          "/deposits/bind", ["depositReference": .string(reference), "protocol": "evm"])
        #expect(bound.status == 201)
        addresses["\(index)"] = bound["address"] ?? bound["depositAddress"]
        _ = try await sandbox.pay(["depositReference": .string(reference), "amount": "1"])
      }
      #expect(Set(addresses.values).count == Self.references.count)
      for (index, reference) in Self.references.enumerated() {
        let encoded = PercentEncoding.encode(reference)
        let path = dialect == .documented ? "/deposits/references/" : "/deposits/"
        let read = try await sandbox.get(path + encoded)
        #expect(read["address"] == addresses["\(index)"], "\(reference.debugDescription)")
        let name = read["depositReference"] ?? read["deposit_reference"] ?? ""
        #expect(Array(name.utf8) == Array(reference.utf8))
        let listed = try await sandbox.get("/deposits?depositReference=\(encoded)")
        let rows = dialect == .documented ? listed.data["deposits"]?.array : listed.json["data"]?.array
        #expect(rows?.count == 1, "\(reference.debugDescription)")
      }
    }
  }

  @Test(arguments: [Dialect.documented, .published])
  func webhookCarriesTheReferenceByteByByte(_ dialect: Dialect) async throws {
    try await SandboxFixture.run(poolSize: 100, dialect: dialect) { sandbox in
      for reference in Self.references {
        _ = try await sandbox.pay(["orderId": .string(try await Self.orderId(reference, dialect, sandbox))])
      }
      let overview = try await sandbox.send(
        "GET", "/_sandbox/webhooks", ["X-Sandbox-Token: \(SandboxFixture.controlToken)"])
      let paid = overview.data["events"]?.array?.filter { $0["type"] == "order.completed" }.reversed()
      let names = paid?.compactMap { ($0["data"]?["orderReference"] ?? $0["data"]?["order_reference"])?.string }
      #expect(names.map(Self.bytes) == Self.bytes(Self.references))
    }
  }

  /// Clients of HTTP that send a target's bytes as they are do not encode a combining mark after a slash or an equals
  /// sign, and Swift takes both for one character.
  @Test func markAfterASeparatorDoesNotHideIt() throws {
    let target = "/api/v1/deposits/references/\u{301}a?search=\u{301}b&\u{301}c=d"
    let request = try #require(Request(method: "GET", target: target, root: "", headers: [], body: []))
    #expect(request.path == ["api", "v1", "deposits", "references", "\u{301}a"])
    #expect(request.query["search"] == "\u{301}b")
    #expect(request.query["\u{301}c"] == "d")
  }

  /// A route in canonically equivalent letters is another route.
  @Test func faultHitsTheBytesOfItsRoute() throws {
    let pattern = try #require(RoutePattern("GET /api/v1/deposits/references/\u{E9}"))
    #expect(pattern.matches(method: "GET", path: ["api", "v1", "deposits", "references", "\u{E9}"]))
    #expect(!pattern.matches(method: "GET", path: ["api", "v1", "deposits", "references", "e\u{301}"]))
  }

  private static func orderId(_ reference: String, _ dialect: Dialect, _ sandbox: SandboxFixture) async throws -> String
  {
    let made = try await sandbox.createOrder(reference)
    return try #require(made["orderId"])
  }

  private static func bytes(_ texts: [String]) -> [[UInt8]] { texts.map { Array($0.utf8) } }
}
