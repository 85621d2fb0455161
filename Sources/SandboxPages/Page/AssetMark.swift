import SandboxModel

/// The small picture of a token or a chain, drawn for these pages. Its name always stands beside it.
enum AssetMark {
  /// The names in `marks.svg`.
  static let names: Set<String> = [
    "usdc", "usdt", "pyusd", "dai", "token", "ethereum", "polygon", "arbitrum", "xlayer", "tron", "solana", "chain",
  ]

  static func token(_ symbol: String) -> HTML { image(symbol.lowercased(), else: "token") }

  /// The mark of a chain by the first part of its id: `tron` for `tron-nile`.
  static func chain(_ id: String) -> HTML { image(String(id.prefix { $0 != "-" }), else: "chain") }

  private static func image(_ name: String, else other: String) -> HTML {
    let source = "\(PageAssets.path("marks.svg"))#\(names.contains(name) ? name : other)"
    return "<img class=\"mark\" src=\"\(source)\" width=\"24\" height=\"24\" alt=\"\">"
  }
}
