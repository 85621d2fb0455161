/// The control token of a sandbox in another process. Interpolation, `dump` and encoders do not print it.
package struct SandboxToken: Sendable {
  private let text: String

  /// Accepts what `payin-mcp sandbox --token` does.
  package init?(_ text: String) {
    let marks = "-._~".utf8
    let isUsable = text.utf8.allSatisfy { byte in
      marks.contains(byte)
        || (byte < 0x80 && (Character(Unicode.Scalar(byte)).isLetter || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte))
    }
    guard (8...128).contains(text.utf8.count), isUsable else { return nil }
    self.text = text
  }

  /// Passes the token to `body`. Only what authorises a control and what checks a proof use it.
  package func withText<Result>(_ body: (String) -> Result) -> Result {
    body(text)
  }
}

extension SandboxToken: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  package var description: String { "SandboxToken(redacted)" }
  package var debugDescription: String { description }
  package var customMirror: Mirror { Mirror(self, children: []) }
}
