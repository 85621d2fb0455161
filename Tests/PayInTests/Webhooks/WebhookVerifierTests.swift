import Testing

@testable import PayIn

@Suite struct WebhookVerifierTests {
  private static let other = String(repeating: "0", count: 64)
  private static let code = SignedWebhook.code

  @Test(arguments: SignedWebhook.both)
  func signatureOfAnotherProgramIsValid(_ webhook: SignedWebhook) throws {
    let verdict = try webhook.verdict(age: 12)
    #expect(verdict.isValid)
    #expect(verdict.scheme == webhook.scheme)
    #expect(verdict.ageSeconds == (webhook.scheme == .timestamped ? 12 : nil))
  }

  @Test(arguments: SignedWebhook.both)
  func signatureMadeHereIsThatOfAnotherProgram(_ webhook: SignedWebhook) throws {
    let secret = try WebhookSecret(SignedWebhook.secret)
    let header = WebhookSignature.sign(
      Array(webhook.body.utf8), with: secret, webhook.scheme, at: SignedWebhook.signedAt)
    #expect(header == webhook.header)
  }

  @Test(arguments: [
    SignedWebhook.hex.header.uppercased(), " \(SignedWebhook.hex.header)\r\n",
  ])
  func plainCodeMayBeUpperCaseOrHaveSpaceAroundIt(_ header: String) throws {
    #expect(try SignedWebhook.hex.verdict(header: header).isValid)
  }

  @Test(arguments: [
    "t=1738060200,v1=\(code.uppercased())", " t = 1738060200 , v1 = \(code) ", "v1=\(code),t=1738060200",
    "t=1738060200,v1=\(other),v1=\(code)", "t=1738060200,v1=\(code),v1=\(other)",
    "t=1738060200,v0=x,v1=\(code),v2=\(other),flag", "t=1738060200,v1=short,v1=\(code)",
  ])
  func oneFittingCodeIsEnough(_ header: String) throws {
    #expect(try SignedWebhook.timestamped.verdict(header: header).isValid)
  }

  @Test(arguments: ["", " ", "\n"])
  func missingSignatureIsSaid(_ header: String) throws {
    #expect(try SignedWebhook.hex.verdict(header: header) == WebhookVerdict(.emptySignature))
  }

  @Test(
    arguments: [
      ("sha256", .notHexadecimal), (String(repeating: "g", count: 64), .notHexadecimal),
      ("x-payin-signature: \(other)", .notHexadecimal), ("\(other),\(other)", .notHexadecimal),
      (String(repeating: "0", count: 63), .wrongLength), (String(repeating: "0", count: 66), .wrongLength),
      ("sha256=\(other)", .noTimestamp), ("v1=\(code)", .noTimestamp), ("t=,v1=\(code)", .noTimestamp),
      ("T=1738060200,v1=\(code)", .noTimestamp), ("t=1738060200,t=1738060200,v1=\(code)", .severalTimestamps),
      ("t=now,v1=\(code)", .badTimestamp), ("t=-1738060200,v1=\(code)", .badTimestamp),
      ("t=+1738060200,v1=\(code)", .badTimestamp), ("t=1738060200.0,v1=\(code)", .badTimestamp),
      ("t=１７３８０６０２００,v1=\(code)", .badTimestamp), ("t=1738060200000000,v1=\(code)", .badTimestamp),
      ("t=99999999999999999999,v1=\(code)", .badTimestamp), ("t=1738060200", .noCode),
      ("t=1738060200,v0=\(code)", .noCode), ("t=1738060200,v1=", .noCode), ("t=1738060200,v1=zz", .notHexadecimal),
      ("t=1738060200,v1=00,v1=zz", .wrongLength),
    ] as [(String, WebhookSignature.Malformation)])
  func headerThatIsNoSignatureIsExplained(_ header: String, _ malformation: WebhookSignature.Malformation) throws {
    let verdict = try SignedWebhook.timestamped.verdict(header: header)
    #expect(verdict == WebhookVerdict(.malformedHeader(malformation)))
    #expect(!verdict.isAuthentic)
  }

  /// Also if the code of nothing is right.
  @Test(arguments: [SignedWebhook.hex.header, "9101c81cbdec90388ec2e519bdded7537ccff107f273e34c0c01d86ce31dd5ae"])
  func emptyBodyIsNoWebhook(_ header: String) throws {
    let verdict = try SignedWebhook.hex.verdict(header: header, body: "")
    #expect(verdict.failure == .emptyBody)
    #expect(!verdict.isAuthentic)
  }

  @Test(arguments: SignedWebhook.both)
  func otherSecretIsSaid(_ webhook: SignedWebhook) throws {
    for secret in ["whsec_other", SignedWebhook.secret.uppercased(), String(SignedWebhook.secret.dropFirst(6))] {
      let verdict = try webhook.verdict(secret: secret, age: 5)
      #expect(verdict.failure == .wrongSecret)
      #expect(verdict.scheme == webhook.scheme)
      #expect(!verdict.isAuthentic)
    }
  }

  @Test func codeOfOneSchemeIsWorthlessInTheOther() throws {
    #expect(try SignedWebhook.timestamped.verdict(header: Self.code).failure == .wrongSecret)
    let header = "t=1738060200,v1=\(SignedWebhook.hex.header)"
    #expect(try SignedWebhook.hex.verdict(header: header).failure == .wrongSecret)
  }

  @Test func timeIsPartOfWhatIsSigned() throws {
    for time in ["1738060201", "01738060200", "1738060199"] {
      let verdict = try SignedWebhook.timestamped.verdict(header: "t=\(time),v1=\(Self.code)")
      #expect(verdict.failure == .wrongSecret)
    }
  }

  @Test(
    arguments: [
      (-301, 300, .fromTheFuture(tolerance: 300)), (-300, 300, nil), (0, 300, nil), (300, 300, nil),
      (301, 300, .stale(tolerance: 300)), (2, 1, .stale(tolerance: 1)), (86_400, 100_000, nil),
    ] as [(Int, Int, WebhookVerdict.Failure?)])
  func ageCountsUpToTheTolerance(_ age: Int, _ tolerance: Int, _ fault: WebhookVerdict.Failure?) throws {
    let verdict = try SignedWebhook.timestamped.verdict(age: age, tolerance: tolerance)
    #expect(verdict.failure == fault)
    #expect(verdict.ageSeconds == age)
    #expect(verdict.isAuthentic)
  }

  @Test func oldForeignSignatureIsNotCalledStale() throws {
    #expect(try SignedWebhook.timestamped.verdict(secret: "whsec_other", age: 9999).failure == .wrongSecret)
  }

  @Test func timeInMillisecondsIsSaid() throws {
    let code = "c13ad3d0306280864e4b703441fd78574746d22bd3b6b9b860b882356d7a86fe"
    let verdict = try SignedWebhook.timestamped.verdict(header: "t=1738060200000,v1=\(code)", age: 7)
    #expect(verdict.failure == .timestampInMilliseconds)
    #expect(verdict.ageSeconds == 7)
  }

  @Test(arguments: SignedWebhook.both)
  func bodyWithAnyOneBitChangedWasNotSigned(_ webhook: SignedWebhook) throws {
    let signature = try WebhookSignature(webhook.header)
    let secret = try WebhookSecret(SignedWebhook.secret)
    var body = Array(webhook.body.utf8)
    #expect(signature.isCode(of: body, secret))
    for bit in 0..<(body.count * 8) {
      body[bit / 8] ^= 1 << (bit % 8)
      #expect(!signature.isCode(of: body, secret), "bit \(bit)")
      body[bit / 8] ^= 1 << (bit % 8)
    }
  }

  /// Some bits are flipped, not all: the guesses at the original take time.
  @Test(arguments: SignedWebhook.both)
  func bodyWithOneBitChangedIsRefused(_ webhook: SignedWebhook) throws {
    let body = Array(webhook.body.utf8)
    for index in stride(from: 0, to: body.count, by: 5) {
      var other = body
      other[index] ^= 1 << (index % 8)
      let verdict = try webhook.verdict(bytes: other)
      #expect(!verdict.isValid && !verdict.isAuthentic, "byte \(index)")
    }
  }

  @Test(arguments: SignedWebhook.both)
  func bodyCutOrExtendedIsRefused(_ webhook: SignedWebhook) throws {
    let body = Array(webhook.body.utf8)
    #expect(try !webhook.verdict(bytes: Array(body.dropLast())).isValid)
    #expect(try !webhook.verdict(bytes: Array(body.dropFirst())).isValid)
    #expect(try !webhook.verdict(bytes: body + [0]).isValid)
    #expect(try !webhook.verdict(bytes: body + body).isValid)
  }

  @Test func everyFaultHasItsOwnReasonAndWords() {
    let faults: [WebhookVerdict.Failure] = [
      .emptySignature, .emptyBody, .malformedHeader(.noCode), .wrongSecret, .bodyReserialised(.edges),
      .stale(tolerance: 300), .fromTheFuture(tolerance: 300), .timestampInMilliseconds,
    ]
    #expect(
      faults.map(\.reason) == [
        "empty_signature", "empty_body", "malformed_header", "wrong_secret", "body_reserialised", "stale",
        "from_the_future", "timestamp_in_milliseconds",
      ])
    #expect(Set(faults.map(\.message)).count == faults.count)
    #expect(
      faults.allSatisfy { $0.message[.english].rendered().hasSuffix(".") && $0.fix[.english].rendered().hasSuffix(".") }
    )
  }
}
