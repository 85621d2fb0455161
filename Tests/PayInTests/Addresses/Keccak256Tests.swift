import Formats
import Testing

@testable import PayIn

@Suite struct Keccak256Tests {
  /// The first two are published with Keccak; the others were computed by PyCryptodome 3 (`Crypto.Hash.keccak`), around
  /// the 136 bytes that are absorbed at once.
  @Test(arguments: [
    ("", "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470"),
    ("abc", "4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45"),
    ("a", "3ac225168df54212a25c1c01fd35bebfea408fdac2e31ddd6f80a4bbf9a5f1cb"),
  ])
  func textHasItsPublishedDigest(_ text: String, _ digest: String) {
    #expect(Hexadecimal.encode(Keccak256.hash(Array(text.utf8))) == digest)
  }

  @Test(arguments: [
    (135, "cbdfd9dee5faad3818d6b06f95a219fd290b0e1706f6a82e5a595b9ce9faca62"),
    (136, "7ce759f1ab7f9ce437719970c26b0a66ff11fe3e38e17df89cf5d29c7d7f807e"),
    (137, "ac73d4fae68b8453f764007c1a20ce95994187861f0c3227a3a8e99a73a3b1db"),
    (271, "27eceb59ebc3dc8a04a5b135be641591a7278540e4556a2ba9f408194e666ec3"),
    (272, "8e2476e65823b24d96ebe239f2c1534cdf763e689e2410c3b1cb0c74e6177bfc"),
    (273, "3f02f134370e4debb95140ef49ddd3aed8c65ff1ed83a43f1b269421f179c5f9"),
    (1000, "af692982e84a5a9688359025660a7857cd28ee7c8d867cfa1677baf2e6d1f63b"),
  ])
  func lengthsAroundABlockAreRight(_ count: Int, _ digest: String) {
    let bytes = (0..<count).map { UInt8($0 % 251) }
    #expect(Hexadecimal.encode(Keccak256.hash(bytes)) == digest)
  }
}
