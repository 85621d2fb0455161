import Formats
import JSON

/// The checks of answers.
enum DemoCheck {
  /// The forms of ids, addresses and hashes.
  enum Form: String {
    case evmAddress = "0x and 40 hexadecimal digits"
    case tronAddress = "T and 33 characters of Base58"
    case evmHash = "0x and 64 hexadecimal digits"
    case tronHash = "64 hexadecimal digits"
    case orderID = "ord_ and hexadecimal digits"
    case linkID = "pl_ and hexadecimal digits"

    fileprivate func fits(_ text: String) -> Bool {
      switch self {
      case .evmAddress: Self.digits(text, after: "0x", count: 40)
      case .evmHash: Self.digits(text, after: "0x", count: 64)
      case .tronHash: Self.digits(text, after: "", count: 64)
      case .orderID: Self.digits(text, after: "ord_", count: nil)
      case .linkID: Self.digits(text, after: "pl_", count: nil)
      case .tronAddress:
        text.utf8.count == 34 && text.hasPrefix("T")
          && text.utf8.allSatisfy { Unicode.Scalar($0).properties.isAlphabetic || 0x31...0x39 ~= $0 }
          && !text.contains { "0OIl".contains($0) }
      }
    }

    private static func digits(_ text: String, after prefix: String, count: Int?) -> Bool {
      guard text.hasPrefix(prefix) else { return false }
      let digits = text.utf8.dropFirst(prefix.utf8.count)
      return !digits.isEmpty && digits.count == count ?? digits.count && digits.allSatisfy(isDigit)
    }

    /// Only lower-case digits are written.
    private static func isDigit(_ byte: UInt8) -> Bool {
      UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte || UInt8(ascii: "a")...UInt8(ascii: "f") ~= byte
    }
  }

  static func equal(_ name: String, _ value: JSONValue?, _ expected: JSONValue) throws(DemoFailure) {
    // Numbers and booleans are compared as they are written, so that 1 does not pass for true.
    guard let value, value == expected, value.typeName == expected.typeName else {
      throw failure(name, value, "\(expected)")
    }
  }

  static func fields(_ answer: JSONValue, _ expected: JSONObject) throws(DemoFailure) {
    for member in expected.members { try equal(member.name, answer[member.name], member.value) }
  }

  /// - Returns: the text.
  @discardableResult
  static func form(_ name: String, _ value: JSONValue?, _ form: Form) throws(DemoFailure) -> String {
    guard let text = value?.string, form.fits(text) else { throw failure(name, value, form.rawValue) }
    return text
  }

  /// The seconds between two times of an answer.
  static func seconds(from start: JSONValue?, to end: JSONValue?) throws(DemoFailure) -> Double {
    guard let start = start?.string.flatMap({ RFC3339.milliseconds($0) }),
      let end = end?.string.flatMap({ RFC3339.milliseconds($0) })
    else { throw DemoFailure(localized("a time cannot be read", "无法读取时间")) }
    return Double(end - start) / 1000
  }

  private static func failure(_ name: String, _ value: JSONValue?, _ expected: String) -> DemoFailure {
    let value = value.map { "\($0)" } ?? localized("missing", "缺失")
    return DemoFailure(localized("\(name) is \(value), expected \(expected)", "\(name) 为 \(value)，应为 \(expected)"))
  }
}
