import Testing

@testable import Sandbox
@testable import SandboxAPI
@testable import SandboxModel
@testable import SandboxPages

@Suite struct PaymentLinkLifecycleTests {
  enum Step: Sendable {
    case publish(as: String?)
    case unpublish
    case archive
    case restore
  }

  /// Steps are a minute apart, the first at minute 0. `taken` is the slug of another link.
  struct Row: Sendable, CustomTestStringConvertible {
    let name: String
    let steps: [Step]
    let status: PaymentLinkLifecycle.Status
    let isArchived: Bool
    let slug: String
    let publishedAtMinute: Int?
    var testDescription: String { name }

    init(
      _ name: String, _ steps: [Step], _ status: PaymentLinkLifecycle.Status, archived: Bool = false,
      slug: String = "own", at minute: Int? = nil
    ) {
      (self.name, self.steps, self.status, isArchived) = (name, steps, status, archived)
      (self.slug, publishedAtMinute) = (slug, minute)
    }
  }

  private static let start = Timestamp(milliseconds: 0)

  @Test(arguments: [
    Row("new", [], .draft),
    Row("published", [.publish(as: nil)], .published, at: 0),
    Row("published twice", [.publish(as: nil), .publish(as: nil)], .published, at: 0),
    Row("drawn back", [.publish(as: nil), .unpublish], .draft, at: 0),
    Row("published again", [.publish(as: nil), .unpublish, .publish(as: nil)], .published, at: 0),
    Row("drawn back before", [.unpublish], .draft),
    Row("archived draft", [.archive], .draft, archived: true),
    Row("archived", [.publish(as: nil), .archive, .archive], .published, archived: true, at: 0),
    Row("restored", [.publish(as: nil), .archive, .restore], .published, at: 0),
    Row("restored as draft", [.archive, .restore, .restore], .draft),
    Row("drawn back in the archive", [.publish(as: nil), .archive, .unpublish, .restore], .draft, at: 0),
    Row("chosen name", [.publish(as: "mine")], .published, slug: "mine", at: 0),
    Row("taken name", [.publish(as: "taken")], .published, at: 0),
    Row("own name", [.publish(as: "own")], .published, at: 0),
    Row("name too late", [.publish(as: nil), .publish(as: "mine")], .published, at: 0),
    Row("second name", [.publish(as: "mine"), .unpublish, .publish(as: "yours")], .published, slug: "mine", at: 0),
    Row("name after the archive", [.archive, .restore, .publish(as: "mine")], .published, slug: "mine", at: 2),
  ])
  func stepsLeadTo(_ row: Row) {
    var lifecycle = PaymentLinkLifecycle(slug: "own")
    for (minute, step) in row.steps.enumerated() {
      switch step {
      case .publish(let name):
        lifecycle.publish(at: Self.start.adding(minutes: minute), as: name) { ["taken", "own"].contains($0) }
      case .unpublish: lifecycle.unpublish()
      case .archive: lifecycle.archive()
      case .restore: lifecycle.restore()
      }
    }
    #expect(lifecycle.status == row.status)
    #expect(lifecycle.isArchived == row.isArchived)
    #expect(lifecycle.isOpen == (row.status == .published && !row.isArchived))
    #expect(lifecycle.slug == row.slug)
    #expect(lifecycle.publishedAt == row.publishedAtMinute.map(Self.start.adding(minutes:)))
  }

  @Test(arguments: ["a", "Spring-Sale_2025", String(repeating: "z", count: 64)])
  func nameStandsInAnAddressAsItIs(_ text: String) {
    #expect(PaymentLinkLifecycle.isSlug(text))
  }

  @Test(arguments: ["", " ", "a b", "a/b", "..", "a.b", "%41", "ä", "a?b", "a\n", String(repeating: "z", count: 65)])
  func otherTextIsNoName(_ text: String) {
    #expect(!PaymentLinkLifecycle.isSlug(text))
  }
}
