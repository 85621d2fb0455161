import Glibc
import Script

/// The scripts that the arguments of `run` name.
enum ScriptFiles {
  static let suffix = ".payin"

  enum Problem: Error {
    case noScripts(folder: String)
    case unreadable(folder: String, number: Int32)
    case nothingFits(filter: String)
  }

  /// A folder stands for the scripts in it, in the order of their names, without those of inner folders.
  ///
  /// - Parameter filter: a part of the names that are wanted; nil for all.
  static func find(_ arguments: [String], filter: String?) throws(Problem) -> [String] {
    var files: [String] = []
    for argument in arguments {
      if isFolder(argument) { files += try scripts(in: argument) } else { files.append(argument) }
    }
    guard let filter else { return files }
    let wanted = files.filter { $0.contains(filter) }
    guard !wanted.isEmpty else { throw .nothingFits(filter: filter) }
    return wanted
  }

  private static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return path != "-" && stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  private static func scripts(in folder: String) throws(Problem) -> [String] {
    guard let names = Folder.names(in: folder) else { throw .unreadable(folder: folder, number: errno) }
    let scripts = names.filter { $0.hasSuffix(suffix) && !$0.hasPrefix(".") }.sorted {
      $0.utf8.lexicographicallyPrecedes($1.utf8)
    }
    guard !scripts.isEmpty else { throw .noScripts(folder: folder) }
    return scripts.map { folder.hasSuffix("/") ? folder + $0 : "\(folder)/\($0)" }
  }
}

extension ScriptFiles.Problem {
  var text: String {
    switch self {
    case .noScripts(let folder):
      localized("No file in \(folder) ends in \(ScriptFiles.suffix).", "\(folder) 中没有以 \(ScriptFiles.suffix) 结尾的文件。")
    case .unreadable(let folder, let number):
      localized("\(folder): \(String(cString: strerror(number)))", "\(folder)：\(String(cString: strerror(number)))")
    case .nothingFits(let filter):
      localized("No script's name has \(filter) in it.", "没有名称含 \(filter) 的脚本。")
    }
  }
}
