import Glibc
import Synchronization

/// Folders that this process makes for databases and removes again, also when a signal ends it.
enum TemporaryFolders {
  private static let open = Mutex<Set<String>>([])

  /// Makes a folder that only this user can enter; nil, with errno set, if there can be none.
  static func make() -> String? {
    let parent = getenv("TMPDIR").map { String(cString: $0) } ?? ""
    var template = Array("\(parent.isEmpty ? "/tmp" : parent)/payin-mcp-run.XXXXXX".utf8CString)
    guard let path = mkdtemp(&template).map({ String(cString: $0) }) else { return nil }
    open.withLock { _ = $0.insert(path) }
    return path
  }

  static func remove(_ path: String) {
    for name in Folder.names(in: path) ?? [] { unlink("\(path)/\(name)") }
    rmdir(path)
    open.withLock { _ = $0.remove(path) }
  }

  static func removeAll() {
    for path in open.withLock({ $0 }) { remove(path) }
  }
}
