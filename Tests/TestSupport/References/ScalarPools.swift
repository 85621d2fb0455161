/// Unicode scalars by general category, so that rare categories can be drawn as often as common ones.
package enum ScalarPools {
  package typealias Pool = (category: Unicode.GeneralCategory, scalars: [Unicode.Scalar])

  /// All pools in the order of first appearance, which is the same in every run.
  package static let all: [Pool] = {
    var pools: [Pool] = []
    for value in ranges.joined() {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let category = scalar.properties.generalCategory
      if let index = pools.firstIndex(where: { $0.category == category }) {
        pools[index].scalars.append(scalar)
      } else {
        pools.append((category, [scalar]))
      }
    }
    return pools
  }()

  /// The categories a person can see: letters, marks, numbers, punctuation, symbols and spaces.
  package static let visible = all.filter { !hidden.contains($0.category) }

  private static let hidden: Set<Unicode.GeneralCategory> = [
    .control, .format, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator,
  ]

  /// The planes that have characters (0 to 3 and 14), and a part of each that has none or is for private use.
  private static let ranges: [ClosedRange<UInt32>] =
    [0x0...0x32FFF, 0xE0000...0xE01FF, 0xF0000...0xF00FF, 0x10FF00...0x10FFFF]
    + (4...13).map { ($0 << 16)...($0 << 16 + 0xF) }
}
