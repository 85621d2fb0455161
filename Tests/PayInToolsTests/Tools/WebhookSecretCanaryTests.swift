import Foundation
import JSON
import MCP
import PayIn
import Testing

@testable import PayInTools

/// A secret goes through every path of the tools that use it and must be in nothing they answer, in no encoding.
@Suite struct WebhookSecretCanaryTests {
  /// Secrets with and without the usual prefix, and one of digits, which a client may turn into a number.
  static let canaries = ["whsec_canary0123456789", "CanarySecretOfNoPrefix", "90817263544536271809"]

  private static let calls: [(name: String, arguments: JSONObject)] = [
    ("verify_webhook", ToolExample.webhook), ("verify_webhook", ["body": "{}", "signature": ""]),
    ("verify_webhook", ["body": "{}", "signature": "t=1,v1=00"]), ("verify_webhook", ["signature": "x"]),
    ("verify_webhook", ["bodyBase64": "%", "signature": "x"]), ("verify_webhook", ["body": 7, "signature": []]),
    ("sample_webhook", [:]), ("sample_webhook", ["scheme": "timestamped", "event": "deposit.confirmed"]),
    ("sample_webhook", ["amount": "0"]), ("sample_webhook", ["event": "x", "url": "y"]), ("get_status", [:]),
  ]

  private func expectAbsent(_ canary: String, _ result: ToolResult, _ note: String) {
    let text = "\(result)".lowercased()
    let hexadecimal = canary.utf8.map { String($0, radix: 16) }.joined()
    let encoded = Data(canary.utf8).base64EncodedString().prefix(20)
    for form in [canary, hexadecimal, String(encoded)] {
      #expect(!text.contains(form.lowercased()), "\(note)")
    }
  }

  @Test(arguments: canaries)
  func givenSecretIsInNoAnswer(_ canary: String) async throws {
    for call in Self.calls where call.name != "get_status" {
      for value in [JSONValue.string(canary), JSONNumber(canary).map(JSONValue.number) ?? .string(canary)] {
        var arguments = call.arguments
        arguments["secret"] = value
        let result = try await Bench().call(call.name, arguments)
        expectAbsent(canary, result, "\(call.name) \(arguments)")
      }
    }
  }

  @Test(arguments: canaries)
  func secretThatIsSetIsInNoAnswer(_ canary: String) async throws {
    for environment in [[:], Bench.live] {
      let bench = try Bench(environment: environment.merging(["PAYIN_WEBHOOK_SECRET": canary]) { $1 })
      for call in Self.calls where bench.catalogue[call.name] != nil {
        expectAbsent(canary, try await bench.call(call.name, call.arguments), call.name)
      }
      for tool in bench.catalogue.tools { #expect(!"\(tool.definition)".contains(canary)) }
    }
  }

  @Test(arguments: canaries)
  func unusableSecretIsInNoAnswer(_ canary: String) async throws {
    for text in ["\"\(canary)\"", "\(canary)\n", "${\(canary)}", String(repeating: canary, count: 60)] {
      for name in ["secret", "webhookSecret", "Secret"] {
        var arguments = ToolExample.webhook
        arguments["secret"] = nil
        arguments[name] = .string(text)
        let result = try await Bench().call("verify_webhook", arguments)
        expectAbsent(canary, result, "\(name) \(text)")
        #expect(result.object["valid"] != true)
      }
      let bench = try Bench(environment: ["PAYIN_WEBHOOK_SECRET": text])
      expectAbsent(canary, try await bench.call("verify_webhook", ["body": "{}", "signature": "x"]), text)
    }
  }

  /// An endpoint's own settings may be in an event about it. The codes are by Python's `hmac`.
  @Test(
    arguments: zip(
      canaries,
      [
        "ea569e04fcd2e962dc7d99780162bcd8cee7a41b04bdb85bac66e8c584f98fd8",
        "c359a42380cc8c7034822eb90c76fb7f8e71b58b57166b1b854ba72d8c26e320",
        "7997a329bf0ab4b9abbfc49373b233984bc6ef8fa776c9226160184fa07b3609",
      ]))
  func secretInASignedEventIsHidden(_ canary: String, _ signature: String) async throws {
    let body = #"{"id":"\#(canary)","type":"test.event","data":{"message":"secret \#(canary)"}}"#
    let arguments: JSONObject = ["body": .string(body), "signature": .string(signature), "secret": .string(canary)]
    let result = try await Bench().call("verify_webhook", arguments)
    #expect(result.object["valid"] == true)
    expectAbsent(canary, result, body)
  }
}
