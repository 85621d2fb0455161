import Testing

@testable import Sandbox
@testable import SandboxAPI
@testable import SandboxModel
@testable import SandboxPages

@Suite struct IdentifiersTests {
  @Test func sameSeedGivesTheSame() {
    let (one, other) = (Identifiers(seed: 7), Identifiers(seed: 7))
    #expect(one.id("ord", 3) == other.id("ord", 3))
    #expect(one.id("ord", 3) != Identifiers(seed: 8).id("ord", 3))
    #expect(one.id("ord", 3) != one.id("ord", 4))
  }

  @Test func shapesAreThoseOfTheChains() throws {
    let identifiers = Identifiers(seed: 1)
    for number in Int64(0)..<200 {
      #expect(identifiers.address(.evm, number).wholeMatch(of: /0x[0-9a-f]{40}/) != nil)
      #expect(identifiers.address(.tron, number).wholeMatch(of: /T[1-9A-HJ-NP-Za-km-z]{33}/) != nil)
      #expect(identifiers.address(.solana, number).wholeMatch(of: /[1-9A-HJ-NP-Za-km-z]{32,44}/) != nil)
      #expect(identifiers.transactionHash(.evm, number).wholeMatch(of: /0x[0-9a-f]{64}/) != nil)
      #expect(identifiers.transactionHash(.tron, number).wholeMatch(of: /[0-9a-f]{64}/) != nil)
      #expect(identifiers.slug(number).wholeMatch(of: /[1-9A-HJ-NP-Za-km-z]{10}/) != nil)
    }
  }
}
