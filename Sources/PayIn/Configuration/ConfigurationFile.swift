import JSON

/// The settings of a file: one JSON object, whose members are named as the flags are, without their hyphens in front.
package struct ConfigurationFile: Sendable, Equatable {
  /// What the system says of the file.
  package struct Status: Sendable, Equatable {
    /// The bits of chmod(2).
    package let permissions: UInt32
    package let owner: UInt32

    package init(permissions: UInt32, owner: UInt32) {
      self.permissions = permissions
      self.owner = owner
    }
  }

  struct Member: Sendable, Equatable {
    let variable: ConfigurationVariable
    let text: String
    /// The line on which its name begins, counted from 1.
    let line: Int
  }

  /// A file of settings has a few hundred bytes.
  static let maximumBytes = 64 * 1024

  package let path: String
  let members: [Member]
  /// The errors of single members.
  let errors: [SettingError]
  /// Whether a key or a webhook secret is in it.
  package let holdsSecret: Bool
  package let status: Status

  /// Reads the content of a file. Pure.
  ///
  /// - Parameter user: the id of the user that the process acts for.
  init(path: String, bytes: [UInt8], status: Status, user: UInt32) throws(Defect) {
    guard bytes.count <= Self.maximumBytes else { throw .tooLarge }
    let value: JSONValue
    do throws(JSONError) {
      value = try JSONParser.parse(bytes)
    } catch {
      let place = TextPlace(of: error.offset, in: bytes)
      throw .notJSON(error.code, line: place.line, column: place.column)
    }
    guard let object = value.object else { throw .notAnObject }
    var reading = Reading(path: path)
    for (member, line) in zip(object.members, TextPlace.linesOfMembers(in: bytes)) { reading.read(member, line) }
    (self.path, members, errors, self.status) = (path, reading.members, reading.errors, status)
    holdsSecret = reading.holdsSecret
    guard holdsSecret else { return }
    guard status.permissions & 0o077 == 0 else { throw .readableByOthers(status.permissions & 0o777) }
    // Root can read and replace every file anyway.
    guard status.owner == user || status.owner == 0 else { throw .ownedByOther }
  }

  /// A path as it may be shown: not where it looks like a key, which is easily put in the wrong place.
  static func shown(_ path: String) -> DisplayText {
    KeyPattern.occurs(in: path) ? "…" : "\(whole: path)"
  }
}

extension ConfigurationFile {
  /// The members read so far, and what is wrong with them.
  private struct Reading {
    let path: String
    var members: [Member] = []
    var errors: [SettingError] = []
    var holdsSecret = false
    private var firstLines: [String: Int] = [:]

    init(path: String) {
      self.path = path
    }

    mutating func read(_ member: JSONObject.Member, _ line: Int) {
      let source = SettingSource.file(path: path, line: line)
      if let text = member.value.string, KeyPattern.occurs(in: text) { holdsSecret = true }
      let name = KeyPattern.occurs(in: member.name) ? "…" : member.name
      guard let variable = ConfigurationVariable.allCases.first(where: { $0.flagName == member.name }) else {
        let suggestion = ConfigurationVariable.nearest(toMember: member.name).map { "\"\($0)\"" }
        return errors.append(SettingError(name, .unknownVariable(suggestion: suggestion), from: source))
      }
      guard variable != .config else {
        let message = LocalizedText("cannot stand in a configuration file", "不能写在配置文件中")
        return errors.append(SettingError(variable.rawValue, .unusable(message), from: source))
      }
      if variable.isSecret { holdsSecret = true }
      if let first = firstLines.updateValue(line, forKey: member.name) {
        return errors.append(SettingError(variable.rawValue, .setTwice(firstLine: first), from: source))
      }
      guard let text = Self.text(member.value) else {
        return errors.append(SettingError(variable.rawValue, .notAScalar, from: source))
      }
      members.append(Member(variable: variable, text: text, line: line))
    }

    /// Numbers are read by their digits, so that none is lost.
    private static func text(_ value: JSONValue) -> String? {
      switch value {
      case .string(let text): text
      case .number(let number): number.literal
      case .bool(let isOn): isOn ? "true" : "false"
      case .null, .array, .object: nil
      }
    }
  }
}

/// A place in a text, as editors count it: lines and characters from 1.
struct TextPlace: Equatable {
  let line: Int
  let column: Int

  init(of offset: Int, in bytes: [UInt8]) {
    let before = bytes.prefix(offset)
    line = 1 + before.count { $0 == UInt8(ascii: "\n") }
    let start = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    column = 1 + String(decoding: before[start...], as: UTF8.self).count
  }

  /// The lines on which the members of an object begin, in order.
  ///
  /// - Parameter bytes: valid JSON, which is one object.
  static func linesOfMembers(in bytes: [UInt8]) -> [Int] {
    var (lines, line, depth): ([Int], Int, Int) = ([], 1, 0)
    var (isString, isEscaped, expectsName) = (false, false, false)
    for byte in bytes {
      if isEscaped {
        isEscaped = false
      } else if isString {
        isEscaped = byte == UInt8(ascii: "\\")
        isString = byte != UInt8(ascii: "\"")
      } else {
        switch byte {
        case UInt8(ascii: "\n"): line += 1
        case UInt8(ascii: "\""):
          isString = true
          if expectsName { lines.append(line) }
          expectsName = false
        case UInt8(ascii: "{"), UInt8(ascii: "["):
          depth += 1
          expectsName = depth == 1
        case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
        case UInt8(ascii: ","): expectsName = depth == 1
        default: break
        }
      }
    }
    return lines
  }
}
