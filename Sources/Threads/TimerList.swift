/// Timers in the order of their times.
struct TimerList<Element> {
  typealias Instant = ContinuousClock.Instant

  /// Identifies one timer. Timers of one instant fire in the order of their numbers.
  struct Key: Hashable, Comparable {
    let instant: Instant
    let number: UInt64

    static func < (left: Key, right: Key) -> Bool {
      (left.instant, left.number) < (right.instant, right.number)
    }
  }

  /// The timers with the latest first, so that the earliest is cheap to take off. A new time is mostly among the
  /// latest: few timers are moved, or many in one piece.
  private var timers: [(key: Key, element: Element)] = []

  var earliest: Instant? {
    timers.last?.key.instant
  }

  mutating func add(_ element: Element, _ key: Key) {
    timers.insert((key, element), at: index(of: key))
  }

  /// Removes and returns the timer; returns nil if it is not in the list any more.
  mutating func remove(_ key: Key) -> Element? {
    let index = index(of: key)
    guard index < timers.count, timers[index].key == key else { return nil }
    return timers.remove(at: index).element
  }

  /// Removes and returns the timers whose time has come.
  mutating func removeDue(at now: Instant) -> [Element] {
    var due: [Element] = []
    while let last = timers.last, last.key.instant <= now {
      due.append(last.element)
      timers.removeLast()
    }
    return due
  }

  /// The index of the first timer that is not later than `key`.
  private func index(of key: Key) -> Int {
    var (low, high) = (0, timers.count)
    while low < high {
      let middle = (low + high) / 2
      if timers[middle].key > key { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
