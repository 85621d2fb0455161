import Formats
import Glibc

/// A file beside the one it is to replace. Nobody but its owner can read it before it has that one's permissions.
struct TemporaryFile {
  private let path: String
  /// The path of the file to replace, which errors name.
  private let target: String
  private let descriptor: Int32

  init(in folder: String, named name: String) throws(SettingsError) {
    target = "\(folder)/\(name)"
    path = "\(folder)/.\(name).payin-\(RandomUUID.text().prefix(8))"
    descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .system(path: folder, number: errno) }
  }

  func write(_ bytes: [UInt8]) throws(SettingsError) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count >= 0 {
        rest = rest.dropFirst(count)
      } else if errno != EINTR {
        throw .system(path: target, number: errno)
      }
    }
  }

  func setMode(_ mode: mode_t) throws(SettingsError) {
    guard fchmod(descriptor, mode) == 0 else { throw .system(path: target, number: errno) }
  }

  /// Gives the file the owner, the group and the permissions of another.
  func takeOwner(of other: stat, _ otherPath: String) throws(SettingsError) {
    var own = stat()
    guard fstat(descriptor, &own) == 0 else { throw .system(path: target, number: errno) }
    if own.st_uid != other.st_uid || own.st_gid != other.st_gid {
      guard fchown(descriptor, other.st_uid, other.st_gid) == 0 else { throw .ownerNotKept(path: otherPath) }
    }
    try setMode(other.st_mode & 0o7777)
  }

  func synchronize() throws(SettingsError) {
    guard fsync(descriptor) == 0 else { throw .system(path: target, number: errno) }
  }

  /// - Returns: false if a file must not be replaced and there is one.
  func move(to target: String, replaces: Bool) throws(SettingsError) -> Bool {
    // link(2) fails where rename(2) would replace a file that another program has just made.
    let result = replaces ? rename(path, target) : link(path, target)
    if result != 0, !replaces, errno == EEXIST { return false }
    guard result == 0 else { throw .system(path: target, number: errno) }
    return true
  }

  /// Closes the file, and removes it if it has not been moved.
  func remove() {
    close(descriptor)
    unlink(path)
  }
}

/// Paths as texts, and the folders they name.
enum FilePath {
  static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  static func name(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path
  }

  static func exists(_ path: String) -> Bool {
    access(path, F_OK) == 0
  }

  /// Makes the folder and those above it that are missing.
  static func makeFolder(_ path: String) throws(SettingsError) {
    var status = stat()
    if stat(path, &status) == 0 {
      guard status.st_mode & S_IFMT == S_IFDIR else { throw .system(path: path, number: ENOTDIR) }
      return
    }
    guard errno == ENOENT else { throw .system(path: path, number: errno) }
    try makeFolder(folder(of: path))
    guard mkdir(path, 0o755) == 0 || errno == EEXIST else { throw .system(path: path, number: errno) }
  }

  /// Keeps other processes of this program from changing files in the folder until the descriptor is closed.
  static func lock(_ path: String) -> Int32 {
    let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    // Some network file systems have no locks. Writers at the same moment are rare there as well.
    while flock(descriptor, LOCK_EX) != 0, errno == EINTR {}
    return descriptor
  }

  /// Makes a change of the folder's entries last. Some file systems cannot, and the change itself is done.
  static func synchronizeFolder(_ path: String) {
    let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
  }

  /// The names in the folder, sorted; none if it cannot be read.
  static func names(in folder: String) -> [String] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { String(cString: $0) }
      }
      names.append(name)
    }
    return names.sorted()
  }
}
