import FoundationEssentials

/// A picture and a sound, each as small as its format allows.
enum Samples {
  /// One black pixel (PNG, 67 bytes).
  static let picture = bytes(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABAQAAAAA3bvkkAAAACklEQVR42mNgAAAAAgAB5Sfe/AAAAABJRU5ErkJggg==")

  /// Two samples of silence (WAV, 46 bytes).
  static let sound = bytes("UklGRiYAAABXQVZFZm10IBAAAAABAAEAQB8AAEAfAAABAAgAZGF0YQIAAACAgA==")

  private static func bytes(_ base64: String) -> [UInt8] {
    Data(base64Encoded: base64).map { Array($0) } ?? []
  }
}
