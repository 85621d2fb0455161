import Testing

@testable import PayIn

@Suite struct WatchLedgerTests {
  @Test func keyIsGivenUpWhenTheLastHasLeft() {
    var ledger = WatchSubscribers()
    let (first, second) = (ledger.join("a", ceiling: .seconds(4)), ledger.join("a", ceiling: .seconds(4)))
    let other = ledger.join("b", ceiling: .seconds(4))
    #expect(ledger.tickets(for: "a") == [first, second])
    #expect(ledger.leave(first) == nil)
    #expect(ledger.leave(second) == "a")
    #expect(ledger.leave(second) == nil)
    #expect(ledger.leave(other) == "b")
    #expect(ledger.isEmpty)
  }

  @Test func leastPatientDecidesHowOftenIsLooked() {
    var ledger = WatchSubscribers()
    _ = ledger.join("a", ceiling: .seconds(15))
    let hasty = ledger.join("a", ceiling: .seconds(4))
    #expect(ledger.ceiling(for: "a") == .seconds(4))
    _ = ledger.leave(hasty)
    #expect(ledger.ceiling(for: "a") == .seconds(15))
    #expect(ledger.ceiling(for: "b") == nil)
  }

  @Test func canonicallyEquivalentKeysAreTwo() {
    var ledger = WatchSubscribers()
    let composed = ledger.join("caf\u{E9}", ceiling: .seconds(1))
    _ = ledger.join("cafe\u{301}", ceiling: .seconds(1))
    #expect(ledger.tickets(for: "caf\u{E9}") == [composed])
    #expect(ledger.leave(composed) == "caf\u{E9}")
  }
}
