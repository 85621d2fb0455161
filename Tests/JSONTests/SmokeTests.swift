import JSON
import Testing

@Test func parses() throws {
  let value = try JSONParser.parse(#"{"a":[1,2.50,"é\u2028x\u0085",{"b":null}],"a":true}"#)
  #expect(value.description == #"{"a":[1,2.50,"é\u2028x\u0085",{"b":null}],"a":true}"#)
}
