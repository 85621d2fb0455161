import JSON

/// The known name that was probably meant.
package enum Suggestion {
  /// Longer ones are not compared: names come from outside, and the comparison is quadratic.
  private static let longest = 64

  /// Nil if none is near. Case, `_` and `-` do not count.
  ///
  /// - Parameter share: of how many letters one may differ.
  package static func nearest(to name: String, among known: [String], oneIn share: Int = 3) -> String? {
    guard name.utf8.count <= longest else { return nil }
    let folded = fold(name)
    let ranked = known.map { (name: $0, distance: distance(folded, fold($0))) }
    guard let best = ranked.min(by: { $0.distance < $1.distance }) else { return nil }
    let length = max(folded.count, fold(best.name).count)
    return best.distance <= length / share ? best.name : nil
  }

  private static func fold(_ name: String) -> [Unicode.Scalar] {
    name.unicodeScalars.filter { $0 != "_" && $0 != "-" }.map { scalar in
      let isUpper = ("A"..."Z").contains(scalar)
      return isUpper ? Unicode.Scalar(UInt8(scalar.value) | 0x20) : scalar
    }
  }

  /// Insertions, deletions, replacements and swaps of neighbours (optimal string alignment).
  static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
    var beforeLast = [Int](repeating: 0, count: right.count + 1)
    var last = Array(0...right.count)
    for (row, scalar) in left.enumerated() {
      var current = [row + 1]
      for (column, other) in right.enumerated() {
        var cost = min(last[column + 1] + 1, current[column] + 1, last[column] + (scalar == other ? 0 : 1))
        if row > 0, column > 0, scalar == right[column - 1], left[row - 1] == other {
          cost = min(cost, beforeLast[column - 1] + 1)
        }
        current.append(cost)
      }
      (beforeLast, last) = (last, current)
    }
    return last[right.count]
  }
}
