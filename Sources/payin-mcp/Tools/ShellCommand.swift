import JSON

/// Commands that a person can paste into a shell.
enum ShellCommand {
  static func call(_ tool: String, _ arguments: JSONObject) -> String {
    (["payin-mcp", "call", tool] + arguments.members.map(word)).joined(separator: " ")
  }

  private static func word(_ member: JSONObject.Member) -> String {
    guard let text = member.value.string else { return quoted("\(member.name):=\(member.value)") }
    return quoted("\(member.name)=\(text)")
  }

  private static func quoted(_ word: String) -> String {
    let isPlain = word.utf8.allSatisfy { byte in
      byte >= 0x80 || "+,-./:=@_".utf8.contains(byte) || (0x30...0x39) ~= byte || (0x41...0x5A) ~= byte
        || (0x61...0x7A) ~= byte
    }
    return isPlain ? word : "'\(word.replacing("'", with: #"'\''"#))'"
  }
}
