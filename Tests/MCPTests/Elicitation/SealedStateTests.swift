import JSON
import Testing

@testable import MCP

@Suite struct SealedStateTests {
  static let key = Array(UInt8(0)..<32)
  static let use = Fingerprint(
    use: "tools/call", tool: "pay", ["z": ["b": [true, nil], "a": 1], "amount": "10"])
  static let question = Fingerprint(of: ["Pay 10?", "Pay"])
  static let state = SealedState(expiry: 300_000, nonce: Array(0..<18), question: question)

  /// The state was made by Python's hmac, hashlib and base64.
  @Test func textIsTheDocumentedConstruction() {
    #expect(
      Self.state.sealed(for: Self.use, with: Self.key)
        == "AAAAAAAEk+AAAQIDBAUGBwgJCgsMDQ4PEBEeaiJrf0lHtvl6dg+tzkhOTx/O"
        + "MoaiVsGKLKBSQSJ0T6Szuh03htZ4Mkuh0+D3K5lESn8VvrzaHbGP0NbrJM9z")
  }

  @Test func whatWasSealedOpens() {
    let text = Self.state.sealed(for: Self.use, with: Self.key)
    #expect(SealedState(opening: text, for: Self.use, with: Self.key) == Self.state)
  }

  /// Row 135: whichever character is changed.
  @Test func noCharacterCanBeChanged() {
    let text = Array(Self.state.sealed(for: Self.use, with: Self.key))
    for index in text.indices {
      for other in "Aa0/=" where other != text[index] {
        var changed = text
        changed[index] = other
        #expect(SealedState(opening: String(changed), for: Self.use, with: Self.key) == nil)
      }
    }
  }

  @Test(arguments: ["", "x", "AAAA", String(repeating: "A", count: 120), String(repeating: "A", count: 4000), "é\u{0}"])
  func otherTextsDoNotOpen(text: String) {
    #expect(SealedState(opening: text, for: Self.use, with: Self.key) == nil)
  }

  /// Row 135: another method, tool or argument, and another process.
  @Test func nothingElseIsOpened() {
    let text = Self.state.sealed(for: Self.use, with: Self.key)
    let uses = [
      Fingerprint(use: "token", tool: "pay", ["z": ["b": [true, nil], "a": 1], "amount": "10"]),
      Fingerprint(use: "tools/call", tool: "pa", ["z": ["b": [true, nil], "a": 1], "amount": "10"]),
      Fingerprint(use: "tools/call", tool: "pay", ["z": ["b": [true, nil], "a": 1], "amount": "100"]),
      Fingerprint(use: "tools/call", tool: "pay", ["z": ["b": [nil, true], "a": 1], "amount": "10"]),
      Fingerprint(use: "tools/call", tool: "pay", [:]),
    ]
    for use in uses { #expect(SealedState(opening: text, for: use, with: Self.key) == nil) }
    #expect(SealedState(opening: text, for: Self.use, with: Array(UInt8(1)..<33)) == nil)
  }

  /// Clients write the members of a repeated call in another order.
  @Test func orderOfMembersSaysNothing() {
    #expect(
      Fingerprint(use: "a", tool: "b", ["x": ["p": 1, "q": [2, 3]], "y": 1])
        == Fingerprint(use: "a", tool: "b", ["y": 1, "x": ["q": [2, 3], "p": 1]]))
    #expect(Fingerprint(of: ["ab", "c"]) != Fingerprint(of: ["a", "bc"]))
  }

  @Test func aStateIsUsedOnce() {
    var used = UsedStates(limit: 2)
    let other = SealedState(expiry: 10, nonce: Array(1..<19), question: Self.question)
    let uses = [(other, 0), (other, 0), (Self.state, 5), (Self.state, 6)].map { used.use($0, at: $1) }
    #expect(uses == [true, false, true, false])
  }

  /// A state that is forgotten before it has expired could be used again.
  @Test func fullMemoryTakesNoMoreUntilSomethingExpires() {
    var used = UsedStates(limit: 1)
    let first = SealedState(expiry: 10, nonce: Array(1..<19), question: Self.question)
    let uses = [(first, 0), (Self.state, 9), (Self.state, 10)].map { used.use($0, at: $1) }
    #expect(uses == [true, false, true])
  }
}
