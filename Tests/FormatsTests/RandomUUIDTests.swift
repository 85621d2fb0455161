import Foundation
import Testing

@testable import Formats

@Suite struct RandomUUIDTests {
  /// The example of RFC 9562, appendix A.3.
  @Test func textIsThatOfTheStandard() {
    #expect(RandomUUID.text(of: 0x919108f7_52d1_1320, 0x1bac_f847db4148a8) == "919108f7-52d1-4320-9bac-f847db4148a8")
    #expect(RandomUUID.text(of: .max, .max) == "ffffffff-ffff-4fff-bfff-ffffffffffff")
    #expect(RandomUUID.text(of: 0, 0) == "00000000-0000-4000-8000-000000000000")
  }

  @Test func eachIsAnotherAndReadByFoundation() {
    let texts = (0..<1000).map { _ in RandomUUID.text() }
    #expect(Set(texts).count == 1000)
    #expect(texts.allSatisfy { UUID(uuidString: $0)?.uuidString.lowercased() == $0 })
  }
}
