import JSON
import MCP
import PayIn
import Testing

@testable import PayInTools

/// Long texts that are only read are cut in results, and nothing else is.
@Suite struct ProseLimitTests {
  private static let long = String(repeating: "长", count: 6_000)
  private static let url = "https://pay.example/" + String(repeating: "x", count: 6_000)

  private func link(_ description: String) -> JSONValue {
    [
      "id": "l", "title": "T", "description": .string(description), "status": "published", "url": .string(Self.url),
    ]
  }

  private func bench(_ body: JSONValue) throws -> Bench {
    try Bench(.json(200, body.description), environment: Bench.live)
  }

  @Test func longProseIsCutAndSaid() async throws {
    let result = try await bench(["data": link(Self.long)]).call("get_payment_link", ["id": "l"])
    let shown = try #require(result.object["description"]?.string)
    #expect(shown.unicodeScalars.count == 5_000)
    #expect(shown.hasSuffix("…"))
    #expect(result.object["checkoutUrl"]?.string == Self.url)
    #expect(result.summary.contains(Self.url))
    #expect(result.object["warnings"]?.array?.compactMap { $0["code"] } == ["text_cut"])
    #expect(result.summary.contains("description"))
  }

  @Test func rowsOfAListAreCutBeforeTheyAreCounted() async throws {
    let body: JSONValue = ["data": [link(String(repeating: "x", count: 100_000)), link("short")]]
    let result = try await bench(body).call("list_payment_links", [:])
    #expect(result.object["paymentLinks"]?.array?.count == 2)
    #expect(result.object["warnings"]?.array?.compactMap { $0["code"] } == ["text_cut"])
  }

  @Test func textAtTheLimitIsWhole() {
    let object: JSONObject = ["title": .string(String(repeating: "x", count: ProseLimit.scalars))]
    #expect(ProseLimit.shortened(object).object == object)
  }
}
