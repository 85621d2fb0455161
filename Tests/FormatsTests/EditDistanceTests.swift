import Formats
import Testing

struct EditDistanceTests {
  @Test(arguments: [
    ("", "", 0, 0), ("", "abc", 3, 3), ("abc", "", 3, 3), ("kitten", "sitting", 3, 3), ("abc", "abc", 0, 0),
    ("chian", "chain", 2, 1), ("ab", "ba", 2, 1), ("ca", "abc", 3, 3),
  ])
  func changesAreCounted(_ left: String, _ right: String, _ changes: Int, _ withSwaps: Int) {
    #expect(EditDistance.between(left.utf8, right.utf8) == changes)
    #expect(EditDistance.between(left.utf8, right.utf8, countsSwaps: true) == withSwaps)
  }
}
