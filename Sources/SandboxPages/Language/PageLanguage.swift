import SandboxAPI
import SandboxModel

/// The languages of the pages; the raw value is the tag (BCP 47) that the page declares.
enum PageLanguage: String, Sendable, CaseIterable {
  case english = "en"
  case chinese = "zh-Hans"

  /// The value of `?lang=`.
  var code: String {
    switch self {
    case .english: "en"
    case .chinese: "zh"
    }
  }

  init?(code: String) {
    guard let language = Self.allCases.first(where: { $0.code == code }) else { return nil }
    self = language
  }

  /// The language with the highest weight in `Accept-Language` (RFC 9110, section 12.5.4); the first of equal ones, and
  /// English if none matches.
  init(accepting header: String?) {
    var best: (language: PageLanguage, weight: Int)?
    for range in header?.split(separator: ",") ?? [] {
      guard let (language, weight) = Self.preference(range), weight > best?.weight ?? 0 else { continue }
      best = (language, weight)
    }
    self = best?.language ?? .english
  }

  /// Parses a range such as `zh-CN;q=0.8`, with its weight in thousandths; nil for an unsupported language.
  private static func preference(_ range: Substring) -> (PageLanguage, Int)? {
    let parts = range.split(separator: ";").map { $0.filter { $0 != " " && $0 != "\t" }.lowercased() }
    guard let tag = parts.first, let primary = tag.split(separator: "-").first else { return nil }
    let weight = parts.dropFirst().first { $0.hasPrefix("q=") }.map { Self.thousandths($0.dropFirst(2)) } ?? 1000
    switch primary {
    case "*": return (.english, weight)
    case "en": return (.english, weight)
    case "zh": return (.chinese, weight)
    default: return nil
    }
  }

  /// Parses a weight: `0.85` is 850. A malformed one is 0.
  private static func thousandths(_ text: Substring) -> Int {
    let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    let fraction = parts.count > 1 ? parts[1] : ""
    guard let whole = Int(parts[0]), (0...1).contains(whole), fraction.count <= 3,
      fraction.allSatisfy({ $0.isASCII && $0.isNumber })
    else { return 0 }
    return min(1000, whole * 1000 + (Int(fraction + String(repeating: "0", count: 3 - fraction.count)) ?? 0))
  }
}
