import Testing

@testable import Sandbox
@testable import SandboxAPI
@testable import SandboxModel
@testable import SandboxPages

@Suite struct UUIDFormTests {
  /// RFC 9562, section 5.4: the version is 4, the variant's two bits are 10.
  @Test func idIsAUUIDOfVersion4AndComesBack() {
    let identifiers = Identifiers(seed: 7)
    for (prefix, number) in [("ord", Int64(1)), ("ord", 2), ("pl", 1)] {
      let id = identifiers.id(prefix, number)
      let uuid = UUIDForm.of(id)
      #expect(uuid.wholeMatch(of: /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/) != nil)
      #expect(UUIDForm.id(prefix, from: uuid) == id)
      #expect(UUIDForm.id(prefix, from: uuid.uppercased()) == id)
    }
  }

  @Test func otherUUIDsAreWellFormedButUnknown() {
    let uuid = "3f2504e0-4f89-41d3-9a0c-0305e82c3301"
    #expect(UUIDForm.isWellFormed(uuid))
    #expect(UUIDForm.id("ord", from: uuid) == nil)
  }

  @Test(arguments: [
    "", "ord_0123456789abcdef", "3f2504e0-4f89-41d3-9a0c-0305e82c330", "3f2504e0-4f89-41d3-9a0c-0305e82c33011",
    "3f2504e04f8941d39a0c0305e82c33010000", "3f2504e0_4f89_41d3_9a0c_0305e82c3301",
    "gf2504e0-4f89-41d3-9a0c-0305e82c3301", "３f2504e0-4f89-41d3-9a0c-0305e82c3301",
  ])
  func otherTextIsNone(_ text: String) {
    #expect(!UUIDForm.isWellFormed(text))
  }
}
