extension Step.EraChoice {
  /// The published revisions of the Model Context Protocol, oldest first. The last has no handshake: it is an era of its
  /// own.
  package static let published = ["2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25", "2026-07-28"]
  /// The first revision without `initialize`. Revisions compare as text.
  package static let firstModern = "2026-07-28"

  package init?(word: String) {
    switch word {
    case "both": self = .both
    case "all": self = .all
    case _ where Self.published.contains(word): self = .revision(word)
    default: return nil
    }
  }

  /// The word of the script.
  package var word: String {
    switch self {
    case .revision(let name): name
    case .both: "both"
    case .all: "all"
    }
  }

  /// The revisions in which the script is run.
  package var revisions: [String] {
    switch self {
    case .revision(let name): [name]
    case .both: [Self.published.last { $0 < Self.firstModern }, Self.published.last].compactMap(\.self)
    case .all: Self.published
    }
  }
}
