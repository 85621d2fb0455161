import Testing

@testable import Sandbox
@testable import SandboxAPI
@testable import SandboxModel
@testable import SandboxPages

@Suite struct FaultRuleTests {
  private static func rule(
    _ id: String = "flt", route: String = "*", probability: Int = FaultRule.certain, seed: UInt64 = 7,
    remaining: Int? = nil
  ) -> FaultRule {
    FaultRule(
      sequence: 1, id: id, route: route, kind: .resetBefore, status: nil, delayMilliseconds: 0,
      retryAfterSeconds: nil, probability: probability, seed: seed, remaining: remaining)
  }

  @Test(arguments: [
    ("*", "GET", "/health", true),
    ("POST *", "POST", "/api/v1/orders", true),
    ("POST *", "GET", "/api/v1/orders", false),
    ("POST /api/v1/orders", "POST", "/api/v1/orders", true),
    ("post /api/v1/orders", "POST", "/api/v1/orders", true),
    ("POST /api/v1/orders", "GET", "/api/v1/orders", false),
    ("POST /api/v1/orders", "POST", "/api/v1/orders/x", false),
    ("/api/v1/orders/:id", "GET", "/api/v1/orders/ord_1", true),
    ("/api/v1/orders/ord_1", "GET", "/api/v1/orders/ord_1", true),
    ("/api/v1/orders/ord_1", "GET", "/api/v1/orders/ord_2", false),
    ("/api/v1/orders", "DELETE", "/api/v1/orders", true),
  ])
  func patternIsForSomeRequests(_ text: String, _ method: String, _ path: String, _ matches: Bool) throws {
    let pattern = try #require(RoutePattern(text))
    #expect(pattern.matches(method: method, path: path.split(separator: "/").map(String.init)) == matches)
  }

  @Test(arguments: ["", "orders", "GET", "GET POST /x", "GET /x /y"])
  func otherTextIsNoPattern(_ text: String) {
    #expect(RoutePattern(text) == nil)
  }

  @Test func countIsUsedUp() {
    var plan = FaultPlan(rules: [Self.rule(remaining: 2)])
    let hits = (0..<4).map { _ in plan.choose(method: "GET", path: ["health"]) != nil }
    #expect(hits == [true, true, false, false])
    #expect(plan.rules[0].hits == 2 && plan.rules[0].remaining == 0)
  }

  @Test func oldestRuleComesFirstUntilItIsUsedUp() {
    var plan = FaultPlan(rules: [Self.rule("a", remaining: 1), Self.rule("b", remaining: 1)])
    let ids = (0..<3).map { _ in plan.choose(method: "GET", path: ["health"])?.id }
    #expect(ids == ["a", "b", nil])
  }

  @Test func ruleForOtherRequestsDoesNotDraw() {
    var plan = FaultPlan(rules: [Self.rule(route: "POST /api/v1/orders", remaining: 1)])
    #expect(plan.choose(method: "GET", path: ["api", "v1", "orders"]) == nil)
    #expect(plan.rules[0].draws == 0)
  }

  /// `int.from_bytes(hashlib.sha256(f"7/fault/{n}".encode()).digest()[:4], "big") % 1_000_000 < 300_000` for n below 20.
  @Test func seedDecidesWhichRequestsAreHit() {
    var rule = Self.rule(probability: 300_000)
    let hits = (0..<20).filter { _ in rule.draw() }
    #expect(hits == [3, 4, 5, 7, 13, 16, 18])
  }

  @Test(arguments: [(1, 0...2), (250_000, 2300...2700), (1_000_000, 10_000...10_000)])
  func shareOfHitsIsTheProbability(_ probability: Int, _ expected: ClosedRange<Int>) {
    var rule = Self.rule(probability: probability)
    for _ in 0..<10_000 { _ = rule.draw() }
    #expect(expected.contains(rule.hits))
    #expect(rule.draws == 10_000)
  }
}
