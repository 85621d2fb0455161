/// One search of a pattern in a text: the set of steps it may be at, moved forward scalar by scalar.
struct PatternRun {
  private let steps: [Pattern.Step]
  /// Steps that wait for a scalar.
  private var waiting: [Int] = []
  /// For each step, the position at which it was last entered, so that it is entered once per position.
  private var entered: [Int]
  private var pending: [Int] = []
  private var hasAccepted = false

  init(steps: [Pattern.Step]) {
    self.steps = steps
    entered = Array(repeating: -1, count: steps.count)
  }

  mutating func matches(_ text: String.UnicodeScalarView) -> Bool {
    var position = 0
    var index = text.startIndex
    enter(0, at: position, isEnd: text.isEmpty)
    while !hasAccepted, index < text.endIndex {
      if isAnchored, waiting.isEmpty { return false }
      let scalar = text[index]
      text.formIndex(after: &index)
      position += 1
      advance(over: scalar, to: position, isEnd: index == text.endIndex)
    }
    return hasAccepted
  }

  private var isAnchored: Bool {
    if case .start = steps[0] { true } else { false }
  }

  private mutating func advance(over scalar: Unicode.Scalar, to position: Int, isEnd: Bool) {
    let before = waiting
    waiting.removeAll(keepingCapacity: true)
    for step in before {
      guard case .one(let set) = steps[step], set.contains(scalar) else { continue }
      enter(step + 1, at: position, isEnd: isEnd)
    }
    if !isAnchored { enter(0, at: position, isEnd: isEnd) }
  }

  /// Follows everything that needs no scalar.
  private mutating func enter(_ first: Int, at position: Int, isEnd: Bool) {
    pending.append(first)
    while let step = pending.popLast() {
      guard entered[step] != position else { continue }
      entered[step] = position
      switch steps[step] {
      case .one: waiting.append(step)
      case .start: if position == 0 { pending.append(step + 1) }
      case .end: if isEnd { pending.append(step + 1) }
      case .jump(let target): pending.append(target)
      case .fork(let one, let other):
        pending.append(other)
        pending.append(one)
      case .accept: hasAccepted = true
      }
    }
  }
}
