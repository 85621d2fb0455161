import MCP
import PayIn
import Testing

@testable import PayInTools

/// Row 119: suggestions are what this version knows, and nothing of an account.
@Suite struct PayInCompletionTests {
  private func values(
    _ subject: CompletionCatalogue.Subject, _ argument: String, _ context: [String: String] = [:],
    mode: Mode = .sandbox
  ) throws -> [String] {
    let candidates = try #require(PayInCompletions.catalogue(mode)[subject, argument])
    return candidates(context)
  }

  @Test func tokensAreThoseOfTheChain() throws {
    #expect(try values(.prompt("create_payment"), "currency", ["chainId": "tron-nile"]) == ["USDT"])
    #expect(try values(.prompt("create_payment"), "currency").contains("USDC"))
  }

  @Test func chainsAreThoseOfTheTokenAndTheNetwork() throws {
    let chains = try values(.prompt("create_payment"), "chainId", ["currency": "USDT"])
    #expect(chains.contains("tron-nile"))
    #expect(!chains.contains { $0.hasSuffix("mainnet") })
    let main = try values(.prompt("create_payment"), "chainId", mode: .mainnet)
    #expect(main.allSatisfy { $0.hasSuffix("mainnet") })
  }

  @Test func everySuggestionHasItsArgument() throws {
    for prompt in PayInPrompts.all(in: .english, listed: []) {
      for argument in ["orderReference", "problem", "errorMessage", "since"] {
        #expect(PayInCompletions.catalogue(.sandbox)[.prompt(prompt.name), argument] == nil)
      }
    }
    #expect(try values(.prompt("reconcile_orders"), "status") == ["pending", "completed", "expired"])
    #expect(try values(.resource("payin://guide/{topic}"), "topic").contains("webhooks"))
    #expect(PayInCompletions.catalogue(.sandbox)[.resource("payin://orders/{orderId}"), "orderId"] == nil)
  }
}
