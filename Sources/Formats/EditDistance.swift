/// The number of changes that turn one text into another.
package enum EditDistance {
  /// Counts insertions, deletions and replacements (Levenshtein).
  ///
  /// Takes time by the product of the lengths.
  /// - Parameter countsSwaps: counts a swap of two neighbours as one change as well, not as two (optimal string
  ///   alignment).
  package static func between<Element: Equatable>(
    _ left: some Collection<Element>, _ right: some Collection<Element>, countsSwaps: Bool = false
  ) -> Int {
    let target = Array(right)
    var beforeLast = [Int](repeating: 0, count: target.count + 1)
    var last = Array(0...target.count)
    var previous: Element?
    for (row, element) in left.enumerated() {
      var current = [row + 1]
      for (column, other) in target.enumerated() {
        var cost = min(last[column + 1] + 1, current[column] + 1, last[column] + (element == other ? 0 : 1))
        if countsSwaps, column > 0, element == target[column - 1], previous == other {
          cost = min(cost, beforeLast[column - 1] + 1)
        }
        current.append(cost)
      }
      (beforeLast, last, previous) = (last, current, element)
    }
    return last[target.count]
  }
}
