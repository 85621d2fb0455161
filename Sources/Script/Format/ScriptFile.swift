import Glibc
import JSON

/// Files of scripts.
package enum ScriptFile {
  /// More than any script needs; less than what a wrong path to a device would give.
  package static let maximumBytes = 64 << 20

  struct ReadError: Error {
    let message: BilingualText
    let fix: BilingualText
    var isTooLong = false
  }

  static func read(_ path: String) throws(ReadError) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw error(errno, path) }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 64 << 10)
    while true {
      let count = Glibc.read(descriptor, &buffer, buffer.count)
      if count == 0 { return bytes }
      guard count > 0 || errno == EINTR else { throw error(errno, path) }
      bytes += buffer.prefix(max(0, count))
      guard bytes.count <= maximumBytes else {
        throw ReadError(
          message: BilingualText("`\(path)` is larger than 64 MiB", "`\(path)` 超过 64 MiB"),
          fix: BilingualText("Split the script into several files.", "请将脚本拆成多个文件。"), isTooLong: true)
      }
    }
  }

  private static func error(_ number: Int32, _ path: String) -> ReadError {
    let reason = String(cString: strerror(number))
    return ReadError(
      message: number == ENOENT
        ? BilingualText("there is no file `\(path)`", "文件 `\(path)` 不存在")
        : BilingualText("`\(path)` cannot be read: \(reason)", "无法读取 `\(path)`：\(reason)"),
      fix: BilingualText("Check the path.", "请检查路径。"))
  }

  /// The path of an included file: from the folder of the file that includes it.
  static func path(_ name: String, besides file: String) -> String {
    guard !name.hasPrefix("/"), let slash = file.utf8.lastIndex(of: UInt8(ascii: "/")) else { return name }
    return file[...slash] + name
  }

  /// The path by which a file is known again: without symbolic links, if it is there.
  static func canonicalPath(_ path: String) -> String {
    guard let resolved = realpath(path, nil) else { return path }
    defer { free(resolved) }
    return String(cString: resolved)
  }
}
