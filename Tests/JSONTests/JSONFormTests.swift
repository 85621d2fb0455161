import JSON
import Testing

/// Forms of a value for people and for hashes, compared with Python's `json.dumps`.
@Suite struct JSONFormTests {
  private let value = #"{"b":[1.10,{"z":null,"a":"é"},[]],"a":{},"é":true,"Z":{"k":[[2]]}}"#

  /// `json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))`
  @Test func membersAreSorted() throws {
    #expect(
      try JSONParser.parse(value).sortedMembers.description
        == #"{"Z":{"k":[[2]]},"a":{},"b":[1.10,{"a":"é","z":null},[]],"é":true}"#)
  }

  /// RFC 8785, section 3.2.3: by UTF-16 code units, so that a character beyond the first plane comes before U+FB33.
  @Test func namesAreSortedByCodeUnits() throws {
    let value: JSONValue = ["\u{20AC}": 5, "\r": 1, "\u{FB33}": 7, "1": 2, "\u{1F600}": 6, "\u{80}": 3, "\u{F6}": 4]
    let sorted = value.sortedMembers.object?.members.compactMap(\.value.number?.integer)
    #expect(sorted == [1, 2, 3, 4, 5, 6, 7])
  }

  /// `json.dumps(value, ensure_ascii=False, indent=2)`, with the number as it was written.
  @Test func valueIsIndented() throws {
    let expected = """
      {
        "b": [
          1.10,
          {
            "z": null,
            "a": "é"
          },
          []
        ],
        "a": {},
        "é": true,
        "Z": {
          "k": [
            [
              2
            ]
          ]
        }
      }
      """
    #expect(String(decoding: JSONWriter.indented(try JSONParser.parse(value)), as: UTF8.self) == expected)
  }

  @Test func invisibleCharactersAreShownToPeople() {
    #expect(String(decoding: JSONWriter.indented(["a\u{202E}b"]), as: UTF8.self) == "[\n  \"a\\u202eb\"\n]")
  }
}
