import Formats
import JSON

/// Commands that a person can paste into a shell.
enum ShellCommand {
  static func call(_ tool: String, _ arguments: JSONObject) -> String {
    (["payin-mcp", "call", tool] + arguments.members.map(word)).joined(separator: " ")
  }

  private static func word(_ member: JSONObject.Member) -> String {
    guard let text = member.value.string else { return ShellWord.quoted("\(member.name):=\(member.value)") }
    return ShellWord.quoted("\(member.name)=\(text)")
  }
}
