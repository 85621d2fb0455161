import ClientSettings
import Glibc

extension SettingsError {
  /// What is wrong, and that the settings are as they were.
  var sentence: String {
    switch self {
    case .syntax(let position, let reason):
      localized(
        "The file cannot be read, so nothing was changed: line \(position.line), column \(position.column): \(reason).",
        "无法解析文件，未作更改：第 \(position.line) 行第 \(position.column) 列：\(reason)。")
    case .notUTF8:
      localized("The file is not UTF-8, so nothing was changed.", "文件不是 UTF-8 编码，未作更改。")
    case .duplicateName(let name, let position):
      localized(
        "\(name) stands in the file twice, the second time in line \(position.line). Remove one; nothing was changed.",
        "文件中 \(name) 出现了两次，第二次在第 \(position.line) 行。请删除其中之一；未作更改。")
    case .notAnObject(let name, let position):
      localized(
        "\(name.isEmpty ? "The file" : name)\(Self.place(position)) is not an object with servers; nothing was changed.",
        "\(name.isEmpty ? "文件" : name)\(Self.place(position)) 不是包含服务器的对象；未作更改。")
    case .unsupportedForm(let name):
      localized(
        "The file is valid, but writes \(name) in a form that is only edited by hand; nothing was changed.",
        "文件有效，但 \(name) 的写法只能手动编辑；未作更改。")
    case .otherServer(let name):
      localized(
        "Another server has the name '\(name)' in this file; use --name to add payin-mcp under another. Nothing was changed.",
        "该文件中名为 '\(name)' 的是另一个服务器；请用 --name 以其他名称添加。未作更改。")
    case .entryNotEdited(let name, let members):
      localized(
        "'\(name)' is written in a form that is only edited by hand: written anew, it would lose what it has of \(members.joined(separator: ", ")). Nothing was changed.",
        "'\(name)' 的写法只能手动编辑：若重新写入，会丢失其 \(members.joined(separator: "、")) 的内容。未作更改。")
    case .noHome:
      localized(
        "HOME is not set to an absolute path. Set it, or name the file with --file.", "HOME 未设为绝对路径。请设置，或用 --file 指定文件。"
      )
    default: systemSentence
    }
  }

  private var systemSentence: String {
    switch self {
    case .system(let path, let number):
      localized("\(path): \(String(cString: strerror(number)))", "\(path)：\(String(cString: strerror(number)))")
    case .notAFile(let path): localized("\(path) is not a regular file.", "\(path) 不是普通文件。")
    case .tooLarge(let path): localized("\(path) is larger than 64 MiB.", "\(path) 超过 64 MiB。")
    case .changed(let path):
      localized(
        "Another program keeps changing \(path). Close the client and try again.", "另一程序正在不断更改 \(path)。请关闭客户端后重试。")
    case .ownerNotKept(let path):
      localized(
        "\(path) belongs to another user, and a changed one would belong to you. Run this as its owner.",
        "\(path) 属于其他用户，更改后将归你所有。请以其所有者身份运行。")
    default: ""
    }
  }

  private static func place(_ position: TextPosition?) -> String {
    guard let position else { return "" }
    return localized(
      " (line \(position.line), column \(position.column))", "（第 \(position.line) 行第 \(position.column) 列）")
  }
}
