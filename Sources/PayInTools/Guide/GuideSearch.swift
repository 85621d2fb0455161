/// Finds the sections of the guide that answer a question best.
struct GuideSearch {
  struct Match: Equatable {
    let topic: GuideTopic
    let section: GuideTopic.Section
  }

  private struct Entry {
    let match: Match
    let title: SearchTerms
    let heading: SearchTerms
    let text: SearchTerms

    /// Counts a word in a heading for more than one in the text, and a repeated word for little.
    func score(of term: String) -> Int {
      (title.counts[term] == nil ? 0 : 2) + (heading.counts[term] == nil ? 0 : 4) + min(text.counts[term] ?? 0, 3)
    }
  }

  private let entries: [Entry]

  init(_ topics: [GuideTopic]) {
    entries = topics.flatMap { topic in
      topic.sections.map { section in
        Entry(
          match: Match(topic: topic, section: section), title: SearchTerms("\(topic.name) \(topic.title)"),
          heading: SearchTerms(section.heading), text: SearchTerms(section.text))
      }
    }
  }

  /// The best sections first; equally good ones keep the order of the guide.
  func matches(for query: String, limit: Int) -> [Match] {
    let terms = SearchTerms.query(query).map { (term: $0, weight: rarity(of: $0)) }
    let scored = entries.enumerated().map { index, entry in
      (index: index, score: terms.reduce(0) { $0 + $1.weight * entry.score(of: $1.term) })
    }
    return scored.filter { $0.score > 0 }
      .sorted { ($1.score, $0.index) < ($0.score, $1.index) }
      .prefix(limit).map { entries[$0.index].match }
  }

  /// The weight of a word: the fewer sections have it, the more it counts.
  private func rarity(of term: String) -> Int {
    let count = entries.count { $0.score(of: term) > 0 }
    return count == 0 ? 0 : min(max(entries.count / count, 1), 8)
  }
}
