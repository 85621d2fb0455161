import HTTP
import Testing

@testable import PayIn

/// The settings that lead to a sandbox in another process, and the proof that it gives.
@Suite struct SandboxTokenTests {
  private static let local = ["PAYIN_BASE_URL": "http://127.0.0.1:8484", "PAYIN_SANDBOX_TOKEN": "local-sandbox-token"]

  @Test(
    arguments: [
      [:], ["PAYIN_ENVIRONMENT": "sandbox"], ["PAYIN_BASE_URL": "http://127.0.0.1:8484/api/v1"],
    ] as [[String: String]])
  func tokenMakesAnAddressOfThisMachineTheSandbox(_ changes: [String: String]) throws {
    let configuration = try Configuration.load(environment: Self.local.merging(changes) { $1 })
    #expect(configuration.mode == .sandbox && !configuration.usesEmbeddedSandbox && configuration.errors.isEmpty)
    #expect(configuration.baseURL?.isLoopback == true && configuration.limits.rates == nil)
    // Nothing is called before the sandbox has proved what it is.
    #expect(configuration.target == nil && configuration.apiKey == nil)
    #expect(configuration.sandboxToken?.withText { $0 } == "local-sandbox-token")
  }

  @Test func keyIsUsedIfItIsSet() throws {
    let configuration = try Configuration.load(
      environment: Self.local.merging(["PAYIN_API_KEY": ConfigurationTests.key]) { $1 })
    #expect(configuration.mode == .sandbox && configuration.apiKey?.masked == "pk_…cd12" && configuration.target == nil)
  }

  /// By its address alone nothing is a sandbox.
  @Test(arguments: ["", "PAYIN_API_KEY"])
  func addressWithoutATokenIsAnAPI(_ name: String) throws {
    let environment = ["PAYIN_BASE_URL": "http://127.0.0.1:8484", name: ConfigurationTests.key]
    let configuration = try Configuration.load(environment: environment)
    #expect(configuration.mode == .custom && configuration.sandboxToken == nil)
    #expect((configuration.target == nil) == name.isEmpty)
  }

  @Test(arguments: [
    (["PAYIN_BASE_URL": ""], "PAYIN_SANDBOX_TOKEN", "which PAYIN_BASE_URL does not name"),
    (["PAYIN_BASE_URL": "https://testnet.payin.com"], "PAYIN_SANDBOX_TOKEN", "which PAYIN_BASE_URL does not name"),
    (["PAYIN_BASE_URL": "https://127.0.0.1.example.com"], "PAYIN_SANDBOX_TOKEN", "which PAYIN_BASE_URL does not name"),
    // The sandbox has 127.0.0.1 alone: at another address of this machine, a program could pass its proof on.
    (["PAYIN_BASE_URL": "http://127.0.0.2:8484"], "PAYIN_SANDBOX_TOKEN", "which PAYIN_BASE_URL does not name"),
    (["PAYIN_BASE_URL": "http://[::1]:8484"], "PAYIN_SANDBOX_TOKEN", "which PAYIN_BASE_URL does not name"),
    (["PAYIN_BASE_URL": "http://localhost:8484"], "PAYIN_SANDBOX_TOKEN", "which PAYIN_BASE_URL does not name"),
    (["PAYIN_SANDBOX_TOKEN": "short"], "PAYIN_SANDBOX_TOKEN", "8 to 128 letters"),
    (["PAYIN_SANDBOX_TOKEN": "${PAYIN_SANDBOX_TOKEN}"], "PAYIN_SANDBOX_TOKEN", "8 to 128 letters"),
    (["PAYIN_ENVIRONMENT": "mainnet"], "PAYIN_ENVIRONMENT", "says mainnet"),
    (["PAYIN_ENVIRONMENT": "testnet"], "PAYIN_ENVIRONMENT", "says testnet"),
  ])
  func settingsThatContradictOneAnotherStopTheStart(
    _ changes: [String: String], _ variable: String, _ words: String
  ) throws {
    let error = #expect(throws: ConfigurationError.self) {
      try Configuration.load(environment: Self.local.merging(changes) { $1 })
    }
    let found = error?.errors.first { $0.variable == variable }?.text.rendered(in: .english) ?? ""
    #expect(found.contains(words), "\(error?.errors.map { $0.text.rendered(in: .english) } ?? [])")
    #expect(!found.contains("local-sandbox-token"))
  }

  @Test func tokenIsNotPrinted() throws {
    let configuration = try Configuration.load(environment: Self.local)
    var dumped = ""
    dump(configuration, to: &dumped)
    #expect(!dumped.contains("local-sandbox-token"))
    #expect(SettingValues(environment: Self.local).shown(.sandboxToken) == "…")
  }

  // MARK: The proof

  /// The code by OpenSSL: `printf 'payin-mcp sandbox\n8484\n0123…' | openssl dgst -sha256 -hmac local-sandbox-token`
  private static let challenge = "0123456789abcdef0123456789abcdef"
  private static let code = "3822dbca9f50ceca01385f0b17c4191c050fe5561a6ab5ee6eb88013a7f12f9a"

  @Test(
    arguments: [
      (code, nil), (code.uppercased(), .wrong), (String(code.dropLast()), .wrong), ("", .wrong), (nil, .missing),
    ] as [(String?, SandboxProof.Failure?)])
  func codeOfTheTokenAndThePortIsTheProof(_ sent: String?, _ failure: SandboxProof.Failure?) async throws {
    let fields: HTTPHeaders = sent.map { ["X-Sandbox-Proof": $0] } ?? []
    let server = FixedServer(HTTPResponse(status: 200, headers: fields))
    let (url, token) = (try BaseURL("http://localhost:8484"), try #require(SandboxToken("local-sandbox-token")))
    var found: SandboxProof.Failure?
    do throws(SandboxProof.Failure) {
      try await SandboxProof(of: url, token)
        .demand(over: server, within: .seconds(1), challenge: Self.challenge)
    } catch {
      found = error
    }
    #expect(found == failure)
  }

  @Test func challengesAreNeverTheSame() {
    #expect(Set((1...3).map { _ in SandboxProof.newChallenge() }).count == 3)
  }

  private struct FixedServer: HTTPTransport {
    let response: HTTPResponse

    init(_ response: HTTPResponse) {
      self.response = response
    }

    func send(_ request: HTTPRequest) async throws(HTTPTransportError) -> HTTPResponse { response }
  }
}
