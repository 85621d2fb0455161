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
    /// The terms of each keyword. All of them must be in a question: "wrong amount" is no keyword of every amount.
    let keywords: [Set<String>]

    /// Counts a word in a heading for more than one in the text, and a repeated word for little.
    func score(of term: String) -> Int {
      (title.counts[term] == nil ? 0 : 2) + (heading.counts[term] == nil ? 0 : 4) + min(text.counts[term] ?? 0, 3)
    }

    /// A keyword counts as much as a rare word that stands in both the heading and the text.
    func score(ofKeywordsIn question: Set<String>) -> Int {
      keywords.filter { $0.isSubset(of: question) }.map { 40 + 10 * $0.count }.max() ?? 0
    }

    /// Whether the section is about the question at all, or only has one of its words by chance.
    func isAbout(_ question: Set<String>) -> Bool {
      let found = question.count { score(of: $0) > 0 }
      return found * 2 >= question.count && found > 0 || score(ofKeywordsIn: question) > 0
    }
  }

  private let entries: [Entry]

  init(_ topics: [GuideTopic]) {
    entries = topics.flatMap { topic in
      topic.sections.map { section in
        Entry(
          match: Match(topic: topic, section: section), title: SearchTerms("\(topic.name) \(topic.title)"),
          heading: SearchTerms(section.heading), text: SearchTerms(section.text),
          keywords: section.keywords.map { Set(SearchTerms.query($0)) }.filter { !$0.isEmpty })
      }
    }
  }

  /// The best sections first; equally good ones keep the order of the guide.
  func matches(for query: String, limit: Int) -> [Match] {
    let question = Set(SearchTerms.query(query))
    let terms = question.map { (term: $0, weight: rarity(of: $0)) }
    let scored = entries.enumerated().filter { $1.isAbout(question) }.map { index, entry in
      let words = terms.reduce(0) { $0 + $1.weight * entry.score(of: $1.term) }
      return (index: index, score: words + entry.score(ofKeywordsIn: question))
    }
    return scored.sorted { ($1.score, $0.index) < ($0.score, $1.index) }
      .prefix(limit).map { entries[$0.index].match }
  }

  /// The weight of a word: the fewer sections have it, the more it counts.
  private func rarity(of term: String) -> Int {
    let count = entries.count { $0.score(of: term) > 0 }
    return count == 0 ? 0 : min(max(entries.count / count, 1), 8)
  }
}
