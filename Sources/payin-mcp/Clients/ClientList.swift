import ClientSettings
import JSON

/// All clients, with those that this machine has marked.
struct ClientList {
  private let rows: [(client: Client, installation: ClientInstallation)]

  init(_ environment: [String: String]) {
    rows = ClientSettings.all.map { ($0, ClientInstallation(of: $0, environment: environment)) }
  }

  func text(json: Bool) -> String {
    json ? JSONValue.object(["clients": .array(rows.map(object))]).description + "\n" : table
  }

  private var table: String {
    let width = rows.map { $0.client.name.count }.max() ?? 0
    let lines = rows.map { row in
      let name = row.client.name + String(repeating: " ", count: width - row.client.name.count)
      let files = row.installation.file.map { ShownDifference.shown($0) } ?? row.client.files[0].description
      return "\(mark(row.installation)) \(name)  \(files)\(remark(row.installation))"
    }
    let legend = localized(
      "* found on this machine   + has payin-mcp   ! cannot be read", "* 本机已安装   + 已有 payin-mcp   ! 无法读取")
    let next = localized(
      "payin-mcp config --client NAME shows what to add, and --write adds it.",
      "payin-mcp config --client NAME 显示要添加的内容，--write 写入。")
    return lines.joined(separator: "\n") + "\n\n\(legend)\n\(next)\n"
  }

  private func mark(_ installation: ClientInstallation) -> String {
    if installation.problem != nil { return "!" }
    return installation.servers.isEmpty ? installation.isFound ? "*" : " " : "+"
  }

  private func remark(_ installation: ClientInstallation) -> String {
    if let problem = installation.problem { return "\n    \(ShownDifference.shown(problem.sentence))" }
    return installation.servers.isEmpty
      ? "" : "  (\(installation.servers.map(ShownDifference.shown).joined(separator: ", ")))"
  }

  private func object(_ client: Client, _ installation: ClientInstallation) -> JSONValue {
    [
      "name": .string(client.name), "title": .string(client.title),
      "file": installation.file.map(JSONValue.string) ?? .null,
      "projectFile": client.projectFile.map(JSONValue.string) ?? .null, "format": .string(client.format.rawValue),
      "found": .bool(installation.isFound), "servers": .array(installation.servers.map(JSONValue.string)),
      "problem": installation.problem.map { .string($0.sentence) } ?? .null,
    ]
  }
}
