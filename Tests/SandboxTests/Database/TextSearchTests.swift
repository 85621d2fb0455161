import Formats
import JSON
import Testing

@testable import Sandbox
@testable import SandboxAPI
@testable import SandboxModel
@testable import SandboxPages

/// Lists that are searched by a part of a text, in both dialects.
@Suite struct TextSearchTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let search: String
    /// The references found in the documented dialect, oldest first.
    let documented: [String]
    let published: [String]
    var testDescription: String { search.debugDescription }

    init(_ search: String, documented: [String], published: [String]) {
      self.search = search
      self.documented = documented
      self.published = published
    }
  }

  private static let texts = ["a\\b", "ab", "100%", "1000", "a_b", "aXb", "\u{130}", "stra\u{DF}e", "x\u{3000}y", "👩‍💻"]

  private static let rows = [
    Row("a\\b", documented: ["a\\b"], published: ["ab"]),
    Row("a\\\\b", documented: [], published: ["a\\b"]),
    Row("\\", documented: ["a\\b"], published: ["100%"]),
    Row("100%", documented: ["100%"], published: ["100%", "1000"]),
    Row("%", documented: ["100%"], published: texts),
    Row("a_b", documented: ["a_b"], published: ["a\\b", "a_b", "aXb"]),
    Row("AXB", documented: ["aXb"], published: ["aXb"]),
    Row("i", documented: [], published: ["\u{130}"]),
    Row("STRA\u{1E9E}E", documented: [], published: ["stra\u{DF}e"]),
    Row("\u{3000}", documented: ["x\u{3000}y"], published: ["x\u{3000}y"]),
    Row("👩_💻", documented: [], published: ["👩‍💻"]),
    Row("👩‍💻", documented: ["👩‍💻"], published: ["👩‍💻"]),
  ]

  @Test(arguments: rows, [Dialect.documented, .published])
  func ordersAreFoundByTheirReference(_ row: Row, _ dialect: Dialect) async throws {
    try await SandboxFixture.run(dialect: dialect) { sandbox in
      for text in Self.texts { #expect(try await sandbox.createOrder(text).status == 201) }
      let list = try await sandbox.get("/orders?orderReference=\(PercentEncoding.encode(row.search))")
      Self.expect(list, row, dialect, rows: "orders", name: ["orderReference", "order_reference"])
    }
  }

  @Test(arguments: rows, [Dialect.documented, .published])
  func depositReferencesAreFoundByAPart(_ row: Row, _ dialect: Dialect) async throws {
    try await SandboxFixture.run(dialect: dialect) { sandbox in
      for text in Self.texts {
        let bound = try await sandbox.post(
          "/deposits/bind", ["depositReference": .string(text), "protocol": "evm"])
        #expect(bound.status == 201)
      }
      let list = try await sandbox.get("/deposits/references?search=\(PercentEncoding.encode(row.search))")
      Self.expect(list, row, dialect, rows: "references", name: ["depositReference", "deposit_reference"])
    }
  }

  @Test(arguments: rows, [Dialect.documented, .published])
  func paymentLinksAreFoundByTitleOrDescription(_ row: Row, _ dialect: Dialect) async throws {
    for field in ["title", "description"] {
      try await SandboxFixture.run(dialect: dialect) { sandbox in
        for text in Self.texts { try await Self.createLink(field == "title" ? [text] : ["-", text], dialect, sandbox) }
        let list = try await sandbox.get("/payment-links?search=\(PercentEncoding.encode(row.search))")
        Self.expect(list, row, dialect, rows: "paymentLinks", name: [field])
      }
    }
  }

  /// A pattern does not reach from one column into the other.
  @Test func patternMatchesWithinOneColumn() async throws {
    try await SandboxFixture.run(dialect: .published) { sandbox in
      try await Self.createLink(["left", "right"], .published, sandbox)
      let list = try await sandbox.get("/payment-links?search=\(PercentEncoding.encode("left%right"))")
      #expect(list.json["data"] == [])
    }
  }

  private static func createLink(_ texts: [String], _ dialect: Dialect, _ sandbox: SandboxFixture) async throws {
    let option: JSONValue =
      dialect == .documented
      ? ["currency": "USDT", "chainId": "ethereum-sepolia"]
      : ["currency": "USDT", "chainOptions": ["ethereum-sepolia"]]
    var body: JSONObject = ["title": .string(texts[0]), "amount": "1", "currencies": [option]]
    if texts.count > 1 { body["description"] = .string(texts[1]) }
    let made = try await sandbox.post("/payment-links", .object(body))
    #expect(made.status == 201, "\(made.json)")
  }

  private static func expect(
    _ list: WireResponse, _ row: Row, _ dialect: Dialect, rows: String, name: [String]
  ) {
    let listed = dialect == .documented ? list.data[rows]?.array : list.json["data"]?.array
    let found = listed?.reversed().compactMap { row in name.lazy.compactMap { row[$0]?.string }.first }
    let wanted = dialect == .documented ? row.documented : row.published
    #expect(found?.map { Array($0.utf8) } == wanted.map { Array($0.utf8) }, "\(list.json)")
    let pagination = dialect == .documented ? list.data["pagination"] : list.json["pagination"]
    #expect(pagination?["total"]?.number?.integer == wanted.count)
  }
}
