import Testing

/// Every text in the sources that has both languages side by side.
@Suite struct SourceTextTests {
  private let literals: [LocalizedLiteral]

  init() throws {
    literals = try SourceText.files(in: ["PayIn", "PayInTools", "payin-mcp"]).flatMap(LocalizedLiteral.all)
  }

  @Test func sourcesAreRead() {
    #expect(literals.count > 200)
  }

  @Test func eachSideIsInItsLanguage() {
    for literal in literals {
      #expect(literal.english.fixed.hasNothingChinese, "\(literal)")
      let hasWords = literal.english.fixed.contains(#/[a-z]{3}/#)
      #expect(literal.chinese.fixed.isChinese || !hasWords, "\(literal)")
      #expect(literal.chinese.fixed.typographicalSlip == nil, "\(literal)")
    }
  }

  @Test func bothSidesNameTheSame() {
    for literal in literals {
      #expect(Mentions.of(literal.english.fixed) == Mentions.of(literal.chinese.fixed), "\(literal)")
      #expect(literal.english.names == literal.chinese.names, "\(literal)")
    }
  }

  /// A language that is fixed where a text is made shows it to everybody.
  @Test func noSideSpeaksTheOtherLanguage() {
    for literal in literals {
      #expect(!literal.english.expressions.joined().contains("[.chinese]"), "\(literal)")
      #expect(!literal.chinese.expressions.joined().contains("[.english]"), "\(literal)")
    }
  }
}
