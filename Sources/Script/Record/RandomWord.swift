import Formats

/// A word that may be an id or a hash.
struct RandomWord {
  private let bytes: ArraySlice<UInt8>
  private let digits: Int
  private let lower: Int
  private let upper: Int

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    digits = bytes.count { $0.isASCIIDigit }
    lower = bytes.count { 0x61...0x7A ~= $0 }
    upper = bytes.count { 0x41...0x5A ~= $0 }
  }

  /// Whether it has digits and letters of both cases, several of each.
  var isMixed: Bool { digits > 1 && lower > 1 && upper > 1 }

  /// How often a letter follows a digit or a digit a letter.
  private var changes: Int {
    zip(bytes, bytes.dropFirst()).count { $0.isASCIIDigit != $1.isASCIIDigit }
  }

  private var isHexadecimal: Bool {
    bytes.allSatisfy(Hexadecimal.isDigit) && (lower == 0 || upper == 0)
  }

  /// One address of TRON in three hundred has no digit. Names in camel case have fewer capitals.
  private var isBase58WithoutDigits: Bool { bytes.count >= 30 && min(lower, upper) > 8 && digits == 0 }

  var isEpoch: Bool {
    guard digits == bytes.count, digits == 10 || digits == 13 else { return false }
    let seconds = Int(String(decoding: bytes.prefix(10), as: UTF8.self)) ?? 0
    return 1_400_000_000...2_400_000_000 ~= seconds
  }

  func pattern(isPrefixed: Bool) -> String? {
    let count = bytes.count
    if isHexadecimal, count >= (isPrefixed ? 8 : 16) || (count >= 8 && digits > 0 && lower + upper > 0) {
      return upper > 0 ? "[0-9A-F]{\(count)}" : "[0-9a-f]{\(count)}"
    }
    if isEpoch { return "[0-9]{\(count)}" }
    // A checksummed address of EIP-55, or a hash: its length is part of its form.
    if bytes.allSatisfy(Hexadecimal.isDigit), isPrefixed ? count >= 8 : count == 40 || count == 64 {
      return "[0-9a-fA-F]{\(count)}"
    }
    guard count >= 10, digits > 0 || isBase58WithoutDigits else { return nil }
    if lower > 0, upper > 0 {
      // Base58 of as many bytes has a digit more or less now and then.
      return count >= 30 ? "[A-Za-z0-9]{\(count - 3),\(count + 3)}" : "[A-Za-z0-9]{\(count)}"
    }
    guard count >= 12, digits >= 3, changes >= 3 else { return nil }
    return upper > 0 ? "[0-9A-Z]{\(count)}" : "[0-9a-z]{\(count)}"
  }
}

/// Numbers that differ in every session: measured times, counts of attempts, times since 1970.
enum VolatileNumber {
  /// Whether the name of a member says that its number is a measured time or a count of attempts. Limits, intervals and
  /// lifetimes are settings.
  static func isNamed(_ name: String) -> Bool {
    let lower = name.lowercased()
    let settings = ["ttl", "timeout", "interval", "retry", "max", "min", "limit", "window", "expires"]
    guard !settings.contains(where: lower.contains) else { return false }
    if name == "progress" || name == "ms" || name.hasSuffix("Ms") || name.hasSuffix("_ms") { return true }
    return ["seconds", "millis", "milliseconds", "elapsed", "duration", "latency", "uptime", "attempts"].contains {
      lower.hasSuffix($0)
    }
  }

  /// Whether the number is a time as seconds or milliseconds since 1970.
  static func isEpoch(_ literal: String) -> Bool {
    RandomWord(Array(literal.utf8)[...]).isEpoch
  }
}
