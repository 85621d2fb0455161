import PayIn
import Testing

/// The table of settings in docs/configuration.md against the program's own.
@Suite struct ConfigurationPageTests {
  private let page: Markdown

  init() throws {
    page = try Markdown(Repository.text("docs/configuration.md"))
  }

  @Test func everyVariableIsDescribedOnce() {
    let described = page.table(under: "Settings").map { $0[0] }.filter { $0 != "–" }
    #expect(described.sorted() == ConfigurationVariable.allCases.map(\.rawValue).sorted())
  }

  /// The rows of the table in the code are the ones that the program reads.
  @Test func flagsAndDefaultsAreThoseOfTheProgram() throws {
    let rows = page.table(under: "Settings")
    for variable in ConfigurationVariable.allCases {
      let row = try #require(rows.first { $0[0] == variable.rawValue })
      #expect(row[1] == (variable.row.flag == .none ? "–" : "--\(variable.flagName)"))
      if let standard = variable.row.standard { #expect(row[2] == standard, "\(variable.rawValue)") }
    }
  }

  @Test func everyFlagIsDescribedOnce() throws {
    let described = page.table(under: "Settings").map { $0[1] }.filter { $0 != "–" }
    #expect(Set(described) == (try ServerHelp.flags()))
    #expect(described.count == Set(described).count)
  }

  /// `PAYIN_BASE_URL` is `--base-url`.
  @Test func flagIsNamedAfterItsVariable() {
    for row in page.table(under: "Settings") where row[0] != "–" && row[1] != "–" {
      #expect(row[1] == "--" + row[0].dropFirst("PAYIN_".count).lowercased().replacing("_", with: "-"))
    }
  }
}
