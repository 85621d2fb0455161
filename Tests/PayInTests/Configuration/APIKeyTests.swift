import Testing

@testable import PayIn

@Suite struct APIKeyTests {
  @Test(arguments: [
    ("", APIKey.ValidationError.blank), (" \n", .blank), ("\"pk_0123456789\"", .quoted), ("'pk_0123456789'", .quoted),
    ("${PAYIN_API_KEY}", .unexpanded), ("$PAYIN_API_KEY", .unexpanded), ("pk_${KEY}", .unexpanded),
    ("%PAYIN_API_KEY%", .unexpanded), ("Bearer pk_0123456789", .bearerPrefix), ("pk_0123 456789", .whitespace),
    ("pk_0123456789\n", .whitespace), ("whsec_0123456789", .webhookSecret), ("sk_0123456789", .wrongPrefix),
    ("pk_", .placeholder), ("pk_xxxxxxxxxxxxx", .placeholder), ("pk_your_api_key_here", .placeholder),
    ("pk_your_production_key", .placeholder), ("pk_0123é", .unusableCharacters), ("pk_0123\u{1}", .unusableCharacters),
  ])
  func unusableKeyIsExplained(_ text: String, _ error: APIKey.ValidationError) {
    #expect(throws: error) { try APIKey(text) }
  }

  @Test func nothingPrintsTheKey() throws {
    let key = try APIKey(APIKey.canary)
    var dumped = ""
    dump(key, to: &dumped)
    dump([key], to: &dumped)
    dump(Target(baseURL: try BaseURL("https://testnet.payin.com"), apiKey: key), to: &dumped)
    let texts = ["\(key)", String(describing: key), String(reflecting: key), "\([key])", "\(key as Any?)", dumped]
    #expect(texts.allSatisfy { !$0.contains("canary") })
  }

  @Test func maskShowsTheEndOfALongKeyOnly() throws {
    #expect(try APIKey("pk_0123456789abcd12").masked == "pk_…cd12")
    #expect(try APIKey("pk_0123456").masked == "pk_…")
  }

  @Test func headerIsBearer() throws {
    #expect(try APIKey("pk_0123456789").withHeaderValue { $0 } == "Bearer pk_0123456789")
  }
}
