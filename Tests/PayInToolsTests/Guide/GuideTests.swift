import JSON
import PayIn
import Testing

@testable import PayInTools

/// The guide against what it speaks of.
@Suite struct GuideTests {
  private static let topics = ["orders", "deposits", "payment-links", "webhooks", "errors", "going-live", "cannot-do"]

  @Test(arguments: Language.allCases)
  func guideHasAllTopicsInItsLanguage(language: Language) {
    let guide = GuideTopic.all(in: language)
    #expect(guide.map(\.name) == Self.topics)
    for topic in guide {
      #expect(topic.markdown.utf8.count <= 3072, "\(topic.name)")
      #expect(topic.sections.allSatisfy { !$0.heading.isEmpty && !$0.text.isEmpty }, "\(topic.name)")
      #expect(topic.markdown.unicodeScalars.contains { $0.value > 0x4E00 } == (language == .chinese), "\(topic.name)")
    }
  }

  /// Neither language tells less: as many sections and points, and the same names.
  @Test(arguments: topics)
  func languagesTellTheSame(topic: String) throws {
    let english = try #require(GuideTopic.named(topic, in: .english))
    let chinese = try #require(GuideTopic.named(topic, in: .chinese))
    #expect(english.sections.count == chinese.sections.count)
    for (left, right) in zip(english.sections, chinese.sections) {
      #expect(Set(Self.names(in: left.text)) == Set(Self.names(in: right.text)), "\(left.heading)")
      #expect(Self.points(in: left.text) == Self.points(in: right.text), "\(left.heading)")
    }
  }

  @Test(arguments: Language.allCases)
  func everyNameInItExists(language: Language) throws {
    let known = try Self.knownNames()
    for topic in GuideTopic.all(in: language) {
      for name in Self.names(in: topic.markdown) {
        #expect(known.contains(String(name.prefix { $0 != "=" })), "\(topic.name): \(name)")
      }
    }
  }

  /// What stands between backticks.
  private static func names(in text: String) -> [String] {
    text.matches(of: /`([^`]+)`/).map { String($0.1) }
  }

  private static func points(in text: String) -> Int {
    text.split(separator: "\n").count { $0.hasPrefix("- ") || $0.first?.isASCII == true && $0.first?.isNumber == true }
  }

  private static func knownNames() throws -> Set<String> {
    var names = Set(ToolFile.names)
    for name in ToolFile.names { collect(.object(try ToolFile.definition(name)), into: &names) }
    names.formUnion(PayInError.Code.all.map(\.rawValue))
    names.formUnion(ConfigurationVariable.allCases.map(\.rawValue))
    // These stand in results, and no schema lists them.
    names.formUnion([
      "isError", "status_unknown", "paymentWindowEndsAt", "code", "message", "fix", "next", "retry",
      "retryAfterSeconds", "problems",
      "depositId",
      "requiredConfirmations",
      "paymentWindowMinutes", "totalAmountByCurrency", "txHash", "archived", "not_sent", "rejected", "done", "unknown",
      "replayed", "safe", "after", "after_change", "unsafe", "never", "pending", "completed", "expired", "confirmed",
      "draft",
      "published", "window_not_honoured", "repaired", "inventory_lost", "expiry_lost", "outcome",
    ])
    // These are of webhooks and amounts.
    names.formUnion([
      "order.completed", "order.expired", "deposit.pending", "deposit.confirmed", "x-payin-signature", "t", "type",
      "data", "createdAt", "evm", "tron", "\"10.50\"", "\"0\"",
    ])
    return names
  }

  /// Every member that the definitions name.
  private static func collect(_ value: JSONValue, into names: inout Set<String>) {
    for member in value["properties"]?.object?.members ?? [] { names.insert(member.name) }
    for member in value.object?.members ?? [] { collect(member.value, into: &names) }
  }
}
