import JSON
import PayIn
import Sandbox
import Testing

@Suite struct PaymentLinkCallTests {
  @Test func linkGoesFromDraftToPublishedToArchived() async throws {
    try await ClientBench.run { bench in
      var new = try NewPaymentLink.make("Web Design – Invoice #2025-001")
      new.inventoryTotal = 5
      new.expiresAt = "2030-01-31T00:00:00Z"
      new.metadata = ["services": ["logo_design", "landing_pages"]]
      let result = try await bench.client.createPaymentLink(new)
      #expect(result.outcome == .created)
      #expect(result.warnings.isEmpty)
      let link = try #require(result.resource)
      let (id, slug) = (try #require(link["id"]), try #require(link["slug"]))
      #expect(link["title"] == "Web Design – Invoice #2025-001")
      #expect(link["amount"] == "2500")
      #expect(link["status"] == "draft")
      #expect(link["checkoutUrl"] == "http://127.0.0.1:\(bench.server.port)/checkout/\(slug)")
      #expect(link["createdAt"] == "2025-01-28T10:30:00.000Z")
      #expect(link["expiresAt"] == "2030-01-31T00:00:00.000Z")
      #expect(link.fields["inventoryTotal"] == 5)

      let published = try await bench.client.publishPaymentLink(id)
      #expect(published.resource?["status"] == "published")
      #expect(published.resource?["slug"] == slug)
      let archived = try await bench.client.archivePaymentLink(id)
      #expect(archived.resource?.fields["archived"] == true)
      let error = await #expect(throws: PayInError.self) { try await bench.client.publishPaymentLink(id) }
      #expect(error?.code == .conflict)
      #expect(error?.outcome == .rejected)
    }
  }

  @Test(arguments: ["0", "0.000001", "2500.50", "99999999999999.999999"])
  func amountKeepsEveryDigit(_ amount: String) async throws {
    try await ClientBench.run { bench in
      var new = try NewPaymentLink.make()
      new.amount = try Amount(amount, allowsZero: true)
      let result = try await bench.client.createPaymentLink(new)
      #expect(result.resource?["amount"] == amount)
      #expect(result.warnings.isEmpty)
    }
  }
}
