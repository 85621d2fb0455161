import Testing

@testable import SandboxModel
@testable import SandboxPages

@Suite struct AssetMarkTests {
  @Test func everyTokenAndChainHasAMark() throws {
    let drawing = String(decoding: try #require(PageAssets.all["marks.svg"]).bytes, as: UTF8.self)
    let drawn = Set(drawing.matches(of: /<view id="(\w+)"/).map { String($0.1) })
    #expect(drawn == AssetMark.names)
    for chain in Chain.all {
      #expect(!AssetMark.chain(chain.id).text.contains("#chain"), "\(chain.id)")
      for token in chain.symbols { #expect(!AssetMark.token(token).text.contains("#token"), "\(token)") }
    }
    #expect(AssetMark.token("<b>").text.contains("#token\""))
  }
}
