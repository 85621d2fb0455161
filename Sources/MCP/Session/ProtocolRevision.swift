/// The published revisions of the Model Context Protocol, oldest first.
package enum ProtocolRevision: String, CaseIterable, Comparable, Sendable {
  case november2024 = "2024-11-05"
  case march2025 = "2025-03-26"
  case june2025 = "2025-06-18"
  case november2025 = "2025-11-25"
  case july2026 = "2026-07-28"

  /// What `initialize` selects when the client asks for a version that it cannot have.
  package static let newestLegacy = november2025

  /// The stateless revision, whose requests name it in their `_meta`. `initialize` never selects it.
  package static let modern = july2026

  package var isModern: Bool { self == .modern }

  package var hasBatches: Bool { self == .march2025 }
  package var hasToolAnnotations: Bool { self >= .march2025 }
  package var hasProgressMessage: Bool { self >= .march2025 }
  /// `title`, `outputSchema` and `structuredContent` came together.
  package var hasStructuredContent: Bool { self >= .june2025 }
  package var hasTitles: Bool { self >= .june2025 }
  /// `completion/complete` itself is older.
  package var hasCompletionsCapability: Bool { self >= .march2025 }
  package var hasCompletionContext: Bool { self >= .june2025 }
  /// The server may put questions to people by way of the client.
  package var hasElicitation: Bool { self >= .june2025 }
  /// Questions are forms, or pages behind an address.
  package var hasElicitationModes: Bool { self >= .november2025 }
  package var hasServerDescription: Bool { self >= .november2025 }

  package static func < (left: ProtocolRevision, right: ProtocolRevision) -> Bool {
    left.rawValue < right.rawValue
  }

  /// The revision a legacy session speaks when its client asks for `requested`.
  package static func negotiated(for requested: String) -> ProtocolRevision {
    guard let revision = ProtocolRevision(rawValue: requested), !revision.isModern else { return newestLegacy }
    return revision
  }
}
