import JSON
import Script
import Testing

@Suite struct CommandArgumentsTests {
  private static let schema: JSONValue = [
    "type": "object",
    "properties": [
      "amount": ["type": "string"], "page": ["type": "integer"], "share": ["type": "number"],
      "archived": ["type": "boolean"], "metadata": ["type": "object"],
      "clear": ["type": "array", "items": ["type": "string"]],
      "pages": ["type": "array", "items": ["type": "integer"]],
      "currencies": ["type": "array", "items": ["type": "object"]],
    ],
  ]

  private static func read(_ words: [String], base: JSONObject = [:]) throws -> JSONValue {
    .object(try CommandArguments.read(words, schema: schema, base: base))
  }

  @Test(
    arguments: [
      (["amount=49.90"], #"{"amount":"49.90"}"#), (["amount="], #"{"amount":""}"#),
      (["amount=a=b"], #"{"amount":"a=b"}"#),
      (["amount=[1]"], #"{"amount":"[1]"}"#), (["amount= 1 "], #"{"amount":" 1 "}"#),
      (["amount=订单 №1 🧾"], #"{"amount":"订单 №1 🧾"}"#), (["--amount", "5"], #"{"amount":"5"}"#),
      (["--amount=5"], #"{"amount":"5"}"#), (["--amount", "-5"], #"{"amount":"-5"}"#),
      (["--amount", "page=2"], #"{"amount":"page=2"}"#), (["amount=true"], #"{"amount":"true"}"#),
      (["amount:=49.90"], #"{"amount":49.90}"#), (["amount:=null"], #"{"amount":null}"#),
      (["--amount:=[]"], #"{"amount":[]}"#),
      (["page=7"], #"{"page":7}"#), (["page=-1"], #"{"page":-1}"#), (["page=1e2"], #"{"page":"1e2"}"#),
      (["page=07"], #"{"page":"07"}"#), (["page=seven"], #"{"page":"seven"}"#), (["page="], #"{"page":""}"#),
      (["share=0.50"], #"{"share":0.50}"#),
      (["archived=false"], #"{"archived":false}"#), (["archived=yes"], #"{"archived":"yes"}"#),
      (["--archived"], #"{"archived":true}"#), (["--archived", "false"], #"{"archived":false}"#),
      (["--archived", "page=1"], #"{"archived":true,"page":1}"#),
      ([#"metadata={"a": 1.10}"#], #"{"metadata":{"a":1.10}}"#), (["metadata=x"], #"{"metadata":"x"}"#),
      (["clear=a,b"], #"{"clear":["a","b"]}"#), (["clear=a", "clear=b"], #"{"clear":["a","b"]}"#),
      ([#"clear=["a,b"]"#], #"{"clear":["a,b"]}"#), (["clear="], #"{"clear":[]}"#),
      (["clear=a,,b"], #"{"clear":["a","","b"]}"#),
      (["pages=1,2"], #"{"pages":[1,2]}"#),
      (
        [#"currencies={"currency":"USDC"}"#, #"currencies={"currency":"USDT"}"#],
        #"{"currencies":[{"currency":"USDC"},{"currency":"USDT"}]}"#
      ),
      (["unknown=1"], #"{"unknown":"1"}"#), (["amount:b=1"], #"{"amount:b":"1"}"#),
    ] as [([String], String)])
  func wordsAreReadByTheSchema(words: [String], expected: String) throws {
    #expect(try Self.read(words).description == expected)
  }

  @Test(
    arguments: [
      (["5"], .unexpected("5")), (["=5"], .unexpected("=5")), ([":=5"], .unexpected(":=5")),
      (["-a"], .unexpected("-a")),
      (["--"], .unexpected("--")), ([""], .unexpected("")), (["--amount"], .valueMissing(name: "amount")),
      (["amount=1", "amount=2"], .repeated(name: "amount")), (["amount=1", "amount:=2"], .repeated(name: "amount")),
      (["page:=x"], .notJSON(name: "page", JSONError(.unexpectedByte, at: 0))),
      (["page:="], .notJSON(name: "page", JSONError(.unexpectedEnd, at: 0))),
      (["amount=a\u{FFFD}"], .notText(name: "amount")),
    ] as [([String], CommandArguments.Problem)])
  func otherWordsAreRefused(words: [String], problem: CommandArguments.Problem) {
    #expect(throws: problem) { try Self.read(words) }
  }

  @Test func wordsReplaceWhatJSONGave() throws {
    let base: JSONObject = ["page": 1, "clear": ["x"], "amount": "3"]
    #expect(
      try Self.read(["page=2", "clear=y", "clear=z"], base: base).description
        == #"{"page":2,"clear":["y","z"],"amount":"3"}"#)
  }
}
