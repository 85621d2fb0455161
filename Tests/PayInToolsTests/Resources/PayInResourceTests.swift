import JSON
import MCP
import PayIn
import Testing

@testable import PayInTools

@Suite struct PayInResourceTests {
  private func catalogue(_ bench: Bench) throws -> ResourceCatalogue {
    try PayInResources.catalogue(bench.context)
  }

  private func failure(_ catalogue: ResourceCatalogue, _ uri: String) async -> ResourceFailure? {
    do throws(ResourceFailure) {
      _ = try await catalogue.read(uri)
      return nil
    } catch {
      return error
    }
  }

  /// Row 104.
  /// The handshake is answered before the contents are made.
  @Test func declaredCapabilitiesAreThoseOfTheContents() throws {
    #expect(try PayInTools.contents(Bench().context).features.capabilities == PayInTools.capabilities)
  }

  @Test func everyAddressIsSoundAndReadable() async throws {
    let catalogue = try catalogue(Bench())
    #expect(catalogue.resources.count == 9)
    #expect(Set(catalogue.resources.map(\.name)).count == 9)
    for resource in catalogue.resources {
      #expect(ResourceURI(resource.uri) != nil)
      let contents = try await catalogue.read(resource.uri)
      #expect(!contents.text.isEmpty)
      #expect(contents.mimeType == resource.mimeType)
    }
    #expect(catalogue.templates.allSatisfy { ResourceURI.variables(of: $0.uriTemplate).count == 1 })
  }

  @Test(
    arguments: [
      ("payin://status", "get_status", ["detail": true]), ("payin://assets", "list_assets", [:]),
      ("payin://orders/ord_1", "get_order", ["orderId": "ord_1"]),
      ("payin://deposits/user_456", "get_deposit_reference", ["depositReference": "user_456"]),
    ] as [(String, String, JSONObject)])
  func resourceHoldsWhatTheToolTells(uri: String, tool: String, arguments: JSONObject) async throws {
    let contents = try await catalogue(Bench()).read(uri)
    let told = try await Bench().call(tool, arguments)
    let held = try #require(try JSONParser.parse(contents.text).object)
    // Counters of the process go on.
    #expect(held.members.filter { $0.name != "calls" } == told.object.members.filter { $0.name != "calls" })
  }

  /// Rows 75, 76: any cache may keep the guide, and none the data of an account.
  @Test func onlyTheGuideMayBeKept() async throws {
    let catalogue = try catalogue(Bench())
    #expect(try await catalogue.read("payin://guide/orders").caching == .catalogue)
    for uri in ["payin://orders/ord_1", "payin://status", "payin://assets"] {
      #expect(try await catalogue.read(uri).caching == .live)
    }
  }

  /// Row 108.
  @Test(arguments: [
    "payin://orders/..", "payin://orders/%2e%2e", "payin://orders/a%2fb", "payin://orders/%00", "https://orders/ord_1",
    "payin://user@orders/ord_1", "PAYIN://orders/ord_1", "payin://orders/", "payin://orders/a/b",
    "payin://guide/../orders", "payin://guide/nothing", "payin://orders/ord_1?x=1", "file:///etc/passwd",
    "payin://orders/" + String(repeating: "a", count: 10_240), "payin://orders/" + String(repeating: "a", count: 256),
  ])
  func unsoundAddressIsRefusedWithoutACall(uri: String) async throws {
    let bench = try Bench()
    #expect(await failure(try catalogue(bench), uri) == .unknown)
    #expect(bench.api.requests.isEmpty)
  }

  @Test func whatTheAPIDoesNotKnowIsUnknown() async throws {
    let bench = try Bench(.json(404, #"{"success":false,"error":"NotFound","message":"Order not found"}"#))
    #expect(await failure(try catalogue(bench), "payin://orders/ord_9") == .unknown)
  }

  /// Row 109: none of the API's words.
  @Test func failureIsSaidInOurOwnWords() async throws {
    let bench = try Bench(.json(500, #"{"success":false,"error":"x","message":"password is hunter2"}"#))
    let failure = await failure(try catalogue(bench), "payin://orders/ord_1")
    let expected = "This could not be read (upstream_error). get_status tells more."
    #expect(failure == .unavailable(expected))
  }
}
