import CPages
import Digest
import Formats
import HTTP
import SandboxAPI
import SandboxModel

/// The files that pages load: styles, scripts and the icon. The URL of each contains its hash, so that it can be cached
/// for ever and always matches the page.
enum PageAssets {
  struct Asset: Sendable {
    let type: String
    let bytes: [UInt8]
    let hash: String
  }

  static let all: [String: Asset] = {
    var count = 0
    let table = UnsafeBufferPointer(start: page_assets(&count), count: count)
    return Dictionary(uniqueKeysWithValues: table.map { ($0.string(\.name), Asset($0)) })
  }()

  static let routes = [Route(.get, "/_assets/:hash/:name", .page, get)]

  static func path(_ name: String) -> String {
    "/_assets/\(all[name]?.hash ?? "missing")/\(name)"
  }

  @Sendable private static func get(_ context: RequestContext) throws -> HTTPResponse {
    guard let asset = all[context.parameters[1]], asset.hash == context.parameters[0] else {
      throw APIError.notFound("Page")
    }
    return HTTPResponse(
      status: 200, headers: WebPage.headers(type: asset.type, caching: "public, max-age=31536000, immutable"),
      body: asset.bytes)
  }
}

extension PageAssets.Asset {
  fileprivate init(_ entry: page_asset) {
    type = entry.string(\.type)
    bytes = Array(UnsafeBufferPointer(start: entry.bytes, count: entry.count))
    hash = Hexadecimal.encode(SHA256.hash(bytes).prefix(8))
  }
}

extension page_asset {
  /// The table's texts are never null.
  fileprivate func string(_ member: KeyPath<page_asset, UnsafePointer<CChar>?>) -> String {
    self[keyPath: member].map { String(cString: $0) } ?? ""
  }
}
