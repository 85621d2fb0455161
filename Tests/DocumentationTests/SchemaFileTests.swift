import JSON
import Testing

/// Files of `schemas/` as JSON, before anything reads them for what they mean.
@Suite struct SchemaFileTests {
  /// Readers keep the last of two members of one name: a renamed schema once hid another in this way.
  @Test func noMemberOccursTwice() throws {
    let paths = try Repository.texts(below: "schemas").filter { $0.hasSuffix(".json") }
    #expect(paths.count > 30)
    for path in paths { #expect(try JSONParser.parse(Repository.text(path)).firstDuplicateName == nil, "\(path)") }
  }
}
