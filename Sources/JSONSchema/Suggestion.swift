import Formats

/// Finds the known name that was probably meant.
package enum Suggestion {
  /// The longest name that is compared, in bytes: names come from outside, and the comparison is quadratic.
  private static let longest = 64

  /// Returns the nearest name, or nil if none is near. Case, `_` and `-` do not count.
  ///
  /// - Parameter share: one letter of so many may differ.
  package static func nearest(to name: String, among known: [String], oneIn share: Int = 3) -> String? {
    guard name.utf8.count <= longest else { return nil }
    let folded = fold(name)
    let ranked = known.map { (name: $0, distance: EditDistance.between(folded, fold($0), countsSwaps: true)) }
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
}
