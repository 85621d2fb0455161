import JSON
import MCP
import PayIn
import QRImage

/// A QR code that a payer scans, and what it is for.
struct PaymentCode {
  enum Content: String {
    case address, uri
  }

  let address: String
  /// The payment URI, or nil if it is not certain what a wallet must be told.
  let uri: String?
  /// The content that was asked for.
  private let wanted: Content

  init(address: String, uri: String?, wanted: Content) {
    (self.address, self.uri, self.wanted) = (address, uri, wanted)
  }

  /// What the code holds: the address wherever no URI is certain.
  var content: Content { uri == nil ? .address : wanted }
  /// Whether a URI was asked for and is not there.
  var lacksURI: Bool { wanted == .uri && uri == nil }

  /// Returns nil if there is no memory for it.
  var image: ContentBlock? {
    let text = content == .uri ? uri ?? address : address
    return QRCode(text)?.png.map { .image($0, mimeType: "image/png") }
  }

  var fields: JSONObject {
    var fields: JSONObject = ["isPayable": true, "content": .string(content.rawValue), "address": .string(address)]
    fields["paymentUri"] = uri.map(JSONValue.string)
    return fields
  }
}

extension ToolContext {
  /// The reason why no code may be made of an address, or nil if it may be paid.
  ///
  /// A code cannot be read before it is scanned. So an address of a family without rules must at least be one: a link
  /// would open a page.
  func defect(of address: String?, _ family: AddressProtocol?) -> AddressDefect? {
    let verdict = verdicts.verdict(on: address, of: family)
    guard verdict == .unchecked, let address else { return verdict.defect }
    let isPlain = address.utf8.count <= 128 && address.utf8.allSatisfy { Character(Unicode.Scalar($0)).isPlain }
    return isPlain ? nil : .unusableCharacters
  }
}

extension Character {
  /// Whether this is a letter or digit of ASCII.
  fileprivate var isPlain: Bool { isASCII && (isLetter || isNumber) }
}
