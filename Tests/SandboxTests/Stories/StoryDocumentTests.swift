import FoundationEssentials
import Testing

@testable import SandboxAPI
@testable import SandboxModel

/// docs/stories.md against the declaration of the stories.
@Suite struct StoryDocumentTests {
  private static let document: String = {
    let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../docs/stories.md")
    return (try? String(contentsOf: root, encoding: .utf8)) ?? ""
  }()

  @Test(arguments: Story.Name.allCases)
  func storyIsDocumentedAsItIsDeclared(_ name: Story.Name) {
    let section = Self.section(of: Story.named(name))
    #expect(Self.document.contains(section), "\(section)")
  }

  @Test func nothingElseIsDocumented() {
    let headings = Self.document.split(separator: "\n").filter { $0.hasPrefix("## ") }
    #expect(headings.map(String.init) == Story.all.map { "## `\($0.name.rawValue)`" })
  }

  private static func section(of story: Story) -> String {
    let rows = story.steps.map { step in
      "| \(step.seconds) s | \(step.text.english) | \(events(of: step)) |"
    }
    return """
      ## `\(story.name.rawValue)`

      \(story.title.english).

      | After | What happens | Events |
      |---|---|---|
      \(rows.joined(separator: "\n"))

      \(story.end.english)

      """
  }

  private static func events(of step: Story.Step) -> String {
    let (documented, published) = (step.events(in: .documented), step.events(in: .published))
    let all = documented + published.filter { !documented.contains($0) }
    let texts = all.map { event in
      let only = documented.contains(event) ? published.contains(event) ? "" : " (documented)" : " (published)"
      return "`\(event.rawValue)`\(only)"
    }
    return texts.isEmpty ? "–" : texts.joined(separator: ", ")
  }
}
