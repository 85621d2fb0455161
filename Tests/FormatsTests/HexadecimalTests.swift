import Formats
import Testing

struct HexadecimalTests {
  @Test func bothCasesAreRead() {
    #expect(Hexadecimal.decode("00ff7Fa0") == [0x00, 0xFF, 0x7F, 0xA0])
    #expect(Hexadecimal.encode([0x00, 0xFF, 0x7F, 0xA0]) == "00ff7fa0")
  }

  @Test(arguments: ["0", "0g", "0x", " 0", "é", "００", "@G", "`g", "/:"])
  func otherTextIsNone(_ text: String) {
    #expect(Hexadecimal.decode(text) == nil)
  }
}
