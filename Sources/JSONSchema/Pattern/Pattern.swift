/// A pattern of the subset that all engines read alike, found anywhere in a text unless anchored, by Unicode scalars.
///
/// All alternatives are followed at once, so the time is bounded by the text's length times the pattern's size whatever
/// the text: patterns are ours, texts are not.
struct Pattern: Sendable {
  static let maximumSize = 4096

  enum Step: Sendable {
    case one(ScalarSet)
    case start
    case end
    case jump(Int)
    case fork(Int, Int)
    case accept
  }

  let text: String
  private var steps: [Step] = []

  init(_ text: String) throws(PatternError) {
    self.text = text
    try emit(try PatternParser.parse(text))
    try append(.accept)
  }

  func matches(_ text: String) -> Bool {
    var run = PatternRun(steps: steps)
    return run.matches(text.unicodeScalars)
  }

  private mutating func emit(_ node: PatternNode) throws(PatternError) {
    switch node {
    case .one(let set): try append(.one(set))
    case .start: try append(.start)
    case .end: try append(.end)
    case .sequence(let nodes): for node in nodes { try emit(node) }
    case .choice(let branches): try emitChoice(branches[...])
    case .repetition(let body, let least, let most): try emitRepetition(body, least, most)
    }
  }

  private mutating func emitChoice(_ branches: ArraySlice<PatternNode>) throws(PatternError) {
    guard let first = branches.first else { return }
    guard branches.count > 1 else { return try emit(first) }
    let fork = steps.count
    try append(.fork(fork + 1, 0))
    try emit(first)
    let jump = steps.count
    try append(.jump(0))
    steps[fork] = .fork(fork + 1, steps.count)
    try emitChoice(branches.dropFirst())
    steps[jump] = .jump(steps.count)
  }

  private mutating func emitRepetition(_ body: PatternNode, _ least: Int, _ most: Int?) throws(PatternError) {
    for _ in 0..<least { try emit(body) }
    guard let most else {
      let fork = steps.count
      try append(.fork(fork + 1, 0))
      try emit(body)
      try append(.jump(fork))
      steps[fork] = .fork(fork + 1, steps.count)
      return
    }
    var forks: [Int] = []
    for _ in least..<most {
      forks.append(steps.count)
      try append(.fork(steps.count + 1, 0))
      try emit(body)
    }
    for fork in forks { steps[fork] = .fork(fork + 1, steps.count) }
  }

  private mutating func append(_ step: Step) throws(PatternError) {
    guard steps.count < Self.maximumSize else { throw PatternError(code: .tooLarge, offset: 0) }
    steps.append(step)
  }
}
