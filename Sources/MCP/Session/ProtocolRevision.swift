/// The published revisions of the Model Context Protocol, oldest first.
///
/// A further revision is one more case here and one more row of `traits`.
package enum ProtocolRevision: String, CaseIterable, Comparable, Sendable {
  case november2024 = "2024-11-05"
  case march2025 = "2025-03-26"
  case june2025 = "2025-06-18"
  case november2025 = "2025-11-25"
  case july2026 = "2026-07-28"

  /// What an exchange under a revision may hold, or must do without.
  struct Traits: OptionSet {
    let rawValue: Int

    /// Every request names its revision and the client's capabilities; there is no handshake, and the server sends no
    /// requests. Results have a type, and repeat who the server is.
    static let statelessRequests = Traits(rawValue: 1 << 0)
    static let batches = Traits(rawValue: 1 << 1)
    static let toolAnnotations = Traits(rawValue: 1 << 2)
    static let progressMessages = Traits(rawValue: 1 << 3)
    /// `completion/complete` itself is older than its capability.
    static let completionsCapability = Traits(rawValue: 1 << 4)
    static let completionContext = Traits(rawValue: 1 << 5)
    static let titles = Traits(rawValue: 1 << 6)
    /// `outputSchema` and `structuredContent`.
    static let structuredContent = Traits(rawValue: 1 << 7)
    /// The server may put questions to people by way of the client.
    static let elicitation = Traits(rawValue: 1 << 8)
    /// Questions are forms, or pages behind an address.
    static let elicitationModes = Traits(rawValue: 1 << 9)
    static let serverDescription = Traits(rawValue: 1 << 10)
    /// A resource that does not exist has an error code of its own, -32002.
    static let resourceNotFoundCode = Traits(rawValue: 1 << 11)
    static let audioContent = Traits(rawValue: 1 << 12)
  }

  private var traits: Traits {
    switch self {
    case .november2024:
      [.resourceNotFoundCode]
    case .march2025:
      [
        .resourceNotFoundCode, .batches, .toolAnnotations, .progressMessages, .completionsCapability, .audioContent,
      ]
    case .june2025:
      [
        .resourceNotFoundCode, .toolAnnotations, .progressMessages, .completionsCapability, .completionContext, .titles,
        .structuredContent, .elicitation, .audioContent,
      ]
    case .november2025:
      [
        .resourceNotFoundCode, .toolAnnotations, .progressMessages, .completionsCapability, .completionContext, .titles,
        .structuredContent, .elicitation, .elicitationModes, .serverDescription, .audioContent,
      ]
    case .july2026:
      [
        .statelessRequests, .toolAnnotations, .progressMessages, .completionsCapability, .completionContext, .titles,
        .structuredContent, .elicitation, .elicitationModes, .serverDescription, .audioContent,
      ]
    }
  }

  func has(_ trait: Traits) -> Bool {
    traits.contains(trait)
  }

  var isStateless: Bool { has(.statelessRequests) }

  static let stateless = allCases.filter(\.isStateless)

  /// The revision that a handshake selects when the client asks for one that it cannot have.
  static let newestWithHandshake = allCases.last { !$0.isStateless } ?? .november2025

  /// The revision of a session whose client asks for `requested` in its handshake.
  package static func negotiated(for requested: String) -> ProtocolRevision {
    guard let revision = ProtocolRevision(rawValue: requested), !revision.isStateless else {
      return newestWithHandshake
    }
    return revision
  }

  package static func < (left: ProtocolRevision, right: ProtocolRevision) -> Bool {
    left.rawValue < right.rawValue
  }
}
