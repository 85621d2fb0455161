import JSON
import Testing

@testable import JSONSchema

struct SchemaViolationTests {
  private static let order = #"{"orderReference":"a","amount":"10","currency":"USDT","chainId":"tron-nile"}"#

  /// One line per violation: pointer, keyword, expected, actual, fix.
  @Test(
    arguments: [
      (ToolSchemas.createOrder, order, []),
      (
        ToolSchemas.createOrder, #"{"amount":"10,5","currency":"usdt","chainID":"tron-nile"}"#,
        [
          "/orderReference | required | string of 1 to 64 characters | nothing | Add `orderReference`, a string of 1 to 64 characters.",
          "/chainId | required | one of ethereum-sepolia, polygon-amoy, tron-nile | nothing | Add `chainId`, one of ethereum-sepolia, polygon-amoy, tron-nile.",
          #"/amount | pattern | string matching ^[0-9]{1,14}(\.[0-9]{1,6})?$ | string "10,5" | Give `amount` as a string matching ^[0-9]{1,14}(\.[0-9]{1,6})?$, for example 10.50."#,
          #"/currency | enum | one of USDT, USDC, DAI | string "usdt" | Did you mean `USDT`? Use one of USDT, USDC, DAI."#,
          "/chainID | additionalProperties | one of orderReference, amount, currency, chainId, successUrl, paymentWindowMinutes, metadata | unknown property (string) | Did you mean `chainId`?",
        ]
      ),
      (
        ToolSchemas.createOrder,
        order.replacing(
          "}", with: #","successUrl":"/paid","paymentWindowMinutes":0,"metadata":{"a":"12345678901","b":true},"zzz":1}"#
        ),
        [
          #"/successUrl | pattern | string of at most 2048 characters matching ^https?:// | string "/paid" | Give `successUrl` as a string of at most 2048 characters matching ^https?://."#,
          "/paymentWindowMinutes | minimum | integer from 1 to 1440 | number 0 | Use at least 1.",
          "/metadata/a | maxLength | string of at most 10 characters | string of 11 characters | Use at most 10 characters.",
          "/metadata/b | type | string of at most 10 characters | boolean true | Give `/metadata/b` as a string of at most 10 characters.",
          "/zzz | additionalProperties | one of orderReference, amount, currency, chainId, successUrl, paymentWindowMinutes, metadata | unknown property (number) | Remove `zzz`: the properties are orderReference, amount, currency, chainId, successUrl, paymentWindowMinutes, metadata.",
        ]
      ),
      (
        ToolSchemas.listOrders,
        #"{"status":null,"createdAfter":"yesterday","page":1.5,"limit":101,"minimumAmount":0,"includeArchived":"yes"}"#,
        [
          "/status | type | one of pending, completed, expired | null | Leave `status` out or give it as one of pending, completed, expired.",
          #"/createdAfter | format | date-time such as 2026-01-31T09:30:00Z | string "yesterday" | Give `createdAfter` as a date-time such as 2026-01-31T09:30:00Z."#,
          "/page | type | integer of at least 1 | number 1.5 | Give `page` as an integer of at least 1.",
          "/limit | maximum | integer from 1 to 100 | number 101 | Use at most 100.",
          "/minimumAmount | minimum | number from 0.000001 to 1e9 | number 0 | Use at least 0.000001.",
          #"/includeArchived | type | boolean | string "yes" | Give `includeArchived` as a boolean."#,
        ]
      ),
      (
        ToolSchemas.createPaymentLink, #"{"title":"","amount":"0","currencies":[]}"#,
        [
          "/title | minLength | string of 1 to 12 characters | empty string | Use at least 1 character.",
          "/currencies | minItems | array of 1 to 3 items | array of 0 items | Give at least 1 item.",
        ]
      ),
      (
        ToolSchemas.createPaymentLink,
        #"{"title":"x","amount":"0","currencies":[{"currency":"USDT"},7,{"currency":"USDT","chain_id":"a"},{"currency":"DAI","chainId":"a"}]}"#,
        [
          "/currencies | maxItems | array of 1 to 3 items | array of 4 items | Give at most 3 items.",
          "/currencies/0/chainId | required | string matching ^[a-z]+(-[a-z]+)*$ | nothing | Add `/currencies/0/chainId`, a string matching ^[a-z]+(-[a-z]+)*$.",
          "/currencies/1 | type | object | number 7 | Give `/currencies/1` as an object.",
          "/currencies/2/chainId | required | string matching ^[a-z]+(-[a-z]+)*$ | nothing | Add `/currencies/2/chainId`, a string matching ^[a-z]+(-[a-z]+)*$.",
          "/currencies/2/chain_id | additionalProperties | one of currency, chainId, amounts | unknown property (string) | Did you mean `chainId`?",
        ]
      ),
      (ToolSchemas.createPaymentLink, "[]", [" | type | object | array of 0 items | Give the value as an object."]),
      (
        #"{"type":"object","additionalProperties":false}"#, #"{"a/b":1}"#,
        [
          "/a~1b | additionalProperties | no properties | unknown property (number) | Remove `a/b`: no properties are taken here."
        ]
      ),
      (#"{"items":false,"properties":{"a":false}}"#, "[1]", ["/0 | items | nothing | number 1 | Remove `/0`."]),
      (
        #"{"items":false,"properties":{"a":false}}"#, #"{"a":1}"#,
        ["/a | properties | nothing | number 1 | Remove `a`."]
      ),
      (#"{"type":"integer"}"#, "null", [" | type | integer | null | Give the value as an integer."]),
      (
        #"{"minLength":3,"maxLength":3}"#, #""ab""#,
        [" | minLength | value | string of 2 characters | Use at least 3 characters."]
      ),
      (#"{"enum":[1,"a"]}"#, #"{}"#, [" | enum | one of 1, a | object with 0 properties | Use one of 1, a."]),
    ] as [(String, String, [String])])
  func saysWhereWhatAndHow(_ schema: String, _ value: String, _ expected: [String]) throws {
    let lines = try violations(schema, value).map { violation in
      "\(violation.pointer) | \(violation.keyword.rawValue) | \(violation.expected) | \(violation.actual { _ in false }) | \(violation.fix)"
    }
    #expect(lines == expected)
  }

  @Test(arguments: [
    (#""ab""#, #"string "ab""#), (#""12345678901234567890123456789012345678901""#, "string of 41 characters"),
    (#""a\u202eb""#, "string of 3 characters"), (#""a\nb""#, "string of 3 characters"), (#""支付""#, #"string "支付""#),
    ("123456789012345678901234567890123456789012", "number 1234567890123456789012345678901234567890…"),
  ])
  func repeatsOnlyShortHarmlessValues(_ value: String, _ actual: String) throws {
    #expect(try violations(#"{"type":"boolean"}"#, value).map { $0.actual { _ in false } } == [actual])
  }

  @Test func nothingIsRepeatedOfAHiddenText() throws {
    let found = try violations(#"{"items":{"type":"boolean"}}"#, #"["my secret","open"]"#)
    #expect(found.map { $0.actual { $0.contains("secret") } } == ["string", #"string "open""#])
  }

  @Test func unknownNamesAreShortened() throws {
    let long = String(repeating: "n", count: 100_000)
    let found = try violations(#"{"additionalProperties":false}"#, #"{"\#(long)":1,"a\u001bb":1}"#)
    #expect(found.map(\.pointer.description) == ["/" + long.prefix(64) + "…", "/a\u{FFFD}b"])
  }

  /// A host that adds an argument of its own must be told its name, or it sends the same again.
  @Test(arguments: ["task_progress", "disk_id", "whsec_of_endpoint", "pk_live_0123456789"])
  func unknownNameIsNeverHidden(_ name: String) throws {
    let found = try violations(#"{"additionalProperties":false}"#, #"{"\#(name)":"pk_live_0123456789"}"#)
    #expect(found.map(\.pointer.description) == ["/\(name)"])
    #expect(found.map(\.fix) == ["Remove `\(name)`: no properties are taken here."])
    #expect(found.map { $0.actual { _ in true } } == ["unknown property (string)"])
  }

  @Test func atMostTwentyAreListedAndTheRestCounted() throws {
    let found = try violations(#"{"type":"array","items":{"type":"string"}}"#, "[" + "1,".repeated(24) + "1]")
    #expect(found.count == 20)
    #expect(found.omitted == 5)
  }

  @Test(
    arguments: [
      ("chain_id", "chainId"), ("CHAINID", "chainId"), ("chain-id", "chainId"), ("chianId", "chainId"), ("chian", nil),
      ("ammount", "amount"), ("amuont", "amount"),
      ("order_ref", nil), ("x", nil), ("", nil), ("referense", "reference"),
    ] as [(String, String?)])
  func suggestsTheNearestName(_ name: String, _ suggestion: String?) {
    #expect(Suggestion.nearest(to: name, among: ["amount", "chainId", "reference"]) == suggestion)
  }

  @Test func aNameThatIsGivenIsNotSuggested() throws {
    let found = try violations(
      #"{"properties":{"limit":{},"limits":{}},"additionalProperties":false}"#, #"{"limit":1,"limt":1}"#)
    #expect(found.map(\.fix) == ["Did you mean `limits`?"])
  }

  /// `é` in two normal forms are two names, and two texts.
  @Test func namesAndTextsAreComparedByBytes() throws {
    let schema = #"{"properties":{"\u00e9":{"enum":["\u00e9"]}},"required":["\u00e9"],"additionalProperties":false}"#
    #expect(try violations(schema, #"{"\u00e9":"\u00e9"}"#).isEmpty)
    #expect(try violations(schema, #"{"e\u0301":"\u00e9"}"#).map(\.keyword) == [.required, .additionalProperties])
    #expect(try violations(schema, #"{"\u00e9":"e\u0301"}"#).map(\.keyword) == [.enum])
  }

  @Test(arguments: [
    (#"{"type":"integer"}"#, "1.0", true), (#"{"type":"integer"}"#, "1e400", true),
    (#"{"type":"integer"}"#, "1e-400", false),
    (#"{"enum":[1]}"#, "1.0", true), (#"{"enum":[{"a":1,"b":[2]}]}"#, #"{"b":[2.0],"a":1e0}"#, true),
    (#"{"enum":[1]}"#, "true", false),
    (#"{"maximum":0.1}"#, "0.10", true), (#"{"maximum":0.1}"#, "0.100000000000000000001", false),
    (#"{"minimum":9007199254740993}"#, "9007199254740992", false), (#"{"maxLength":1}"#, #""🐲""#, true),
    (#"{"maxLength":1}"#, #""e\u0301""#, false),
  ])
  func numbersAreComparedByValueAndTextsCountedByScalar(_ schema: String, _ value: String, _ isValid: Bool) throws {
    #expect(try violations(schema, value).isEmpty == isValid)
  }

  private func violations(_ schema: String, _ value: String) throws -> SchemaViolations {
    try JSONSchema.compile(try JSONParser.parse(schema)).validate(try JSONParser.parse(value))
  }
}

extension String {
  fileprivate func repeated(_ count: Int) -> String {
    String(repeating: self, count: count)
  }
}
