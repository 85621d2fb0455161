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
