import JSON
import MCP
import PayIn
import Testing

@testable import PayInTools

@Suite struct ToolTextsTests {
  /// Every title and description by the names that lead to it.
  private static func texts(_ object: JSONObject, at path: String = "") -> [String: String] {
    object.members.reduce(into: [:]) { texts, member in
      let place = "\(path)/\(member.name)"
      if ["title", "description"].contains(member.name), let text = member.value.string {
        texts[place] = text
      } else if let object = member.value.object {
        texts.merge(Self.texts(object, at: place)) { $1 }
      }
    }
  }

  private static func withoutTexts(_ object: JSONObject) -> JSONObject {
    JSONObject(
      object.members.compactMap { member in
        if ["title", "description"].contains(member.name), member.value.string != nil { return nil }
        return .init(name: member.name, value: member.value.object.map { .object(withoutTexts($0)) } ?? member.value)
      })
  }

  private static func catalogue(_ language: Language) throws -> ToolCatalogue {
    try Bench(environment: ["PAYIN_LANG": language.rawValue]).catalogue
  }

  @Test func everyTextHasItsTranslationAndNoOther() throws {
    let chinese = try ToolTexts(in: .chinese).texts
    #expect(Set(chinese.members.map(\.name)) == Set(ToolFile.names))
    for name in ToolFile.names {
      let english = Self.texts(try ToolFile.definition(name))
      #expect(Set(Self.texts(chinese[name]?.object ?? [:]).keys) == Set(english.keys), "\(name)")
    }
  }

  @Test func textsOfBothLanguagesNameTheSame() throws {
    let chinese = try ToolTexts(in: .chinese).texts
    for name in ToolFile.names {
      let translations = Self.texts(chinese[name]?.object ?? [:])
      for (place, english) in Self.texts(try ToolFile.definition(name)) {
        let chinese = translations[place] ?? ""
        #expect(english.hasNothingChinese, "\(name)\(place)")
        #expect(chinese.isChinese || Mentions.of(english) == [english], "\(name)\(place)")
        #expect(
          Mentions.of(chinese, codes: Mentions.codes) == Mentions.of(english, codes: Mentions.codes), "\(name)\(place)")
        #expect(chinese.typographicalSlip == nil, "\(name)\(place): \(chinese)")
      }
    }
  }

  @Test func listsDifferInTheirTextsOnly() throws {
    let (english, chinese) = (try Self.catalogue(.english).tools, try Self.catalogue(.chinese).tools)
    #expect(english.map(\.name) == chinese.map(\.name))
    for (one, other) in zip(english, chinese) {
      #expect(Self.withoutTexts(one.definition) == Self.withoutTexts(other.definition))
      #expect(one.definition != other.definition)
      #expect(one.definition.members.map(\.name) == other.definition.members.map(\.name))
    }
  }

  /// Chinese takes three bytes a character and says more with each: a model must not have to read more than in English.
  @Test func listInChineseIsNoLonger() throws {
    let sizes = try Language.allCases.map { language in
      let catalogue = try Bench(environment: Bench.live.merging(["PAYIN_LANG": language.rawValue]) { $1 }).catalogue
      let list = JSONWriter.bytes(of: ["tools": .array(catalogue.tools.map { .object($0.definition) })])
      let size = (bytes: list.count, characters: String(decoding: list, as: UTF8.self).count)
      print("tools/list in \(language): \(size.bytes) bytes, \(size.characters) characters")
      return size
    }
    #expect(sizes[1].bytes < sizes[0].bytes * 11 / 10)
    #expect(sizes[1].characters < sizes[0].characters)
  }
}
