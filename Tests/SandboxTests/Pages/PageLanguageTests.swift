import Testing

@testable import Sandbox
@testable import SandboxAPI
@testable import SandboxModel
@testable import SandboxPages

@Suite struct PageLanguageTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let header: String?
    let language: PageLanguage
    var testDescription: String { header ?? "no header" }

    init(_ header: String?, _ language: PageLanguage) {
      self.header = header
      self.language = language
    }
  }

  /// RFC 9110, section 12.5.4; weights by section 12.4.2.
  @Test(arguments: [
    Row(nil, .english), Row("", .english), Row("*", .english), Row("fr", .english), Row("en-GB,en;q=0.9", .english),
    Row("zh", .chinese), Row("zh-CN,zh;q=0.9,en;q=0.8", .chinese), Row("ZH-hans", .chinese),
    Row("en;q=0.8, zh;q=0.9", .chinese), Row("en;q=0.9, zh;q=0.8", .english), Row("fr, zh;q=0.1", .chinese),
    Row("en;q=0.5,zh;q=0.501", .chinese), Row("zh;q=0", .english), Row("zh;q=0,en;q=0.1", .english),
    Row("zh ; q=0.2 , en ; q=0.1", .chinese), Row("zh,en", .chinese), Row("en,zh", .english),
    Row("zh;q=banana,en;q=0.1", .english), Row("zh;q=9,en;q=0.1", .english), Row("zh;q=1.000", .chinese),
    Row(";;,,;q=", .english), Row("zhx", .english),
  ])
  func browserGetsWhatItPrefers(_ row: Row) {
    #expect(PageLanguage(accepting: row.header) == row.language)
  }
}
