import Glibc

/// A file of settings as it was read. It is replaced as a whole or not at all.
package struct SettingsFile: Sendable {
  /// The largest file that is read: Claude Code's settings grow to some megabytes.
  private static let maximumSize = 64 << 20

  /// The path that was asked for.
  package let path: String
  /// The path after symbolic links, where the bytes are.
  package let target: String
  /// The content, or nil if there is no file.
  package let bytes: [UInt8]?
  private let status: stat

  package init(reading path: String) throws(SettingsError) {
    self.path = path
    target = try Self.followingLinks(path)
    let descriptor = open(target, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      guard errno == ENOENT else { throw .system(path: path, number: errno) }
      (bytes, status) = (nil, stat())
      return
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .system(path: path, number: errno) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .notAFile(path: path) }
    guard status.st_size <= Self.maximumSize else { throw .tooLarge(path: path) }
    self.status = status
    bytes = try Self.content(of: descriptor, path)
  }

  private static func content(of descriptor: Int32, _ path: String) throws(SettingsError) -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Glibc.read(descriptor, &buffer, buffer.count)
      if count == 0 { return bytes }
      if count > 0 {
        bytes += buffer[..<count]
        guard bytes.count <= maximumSize else { throw .tooLarge(path: path) }
      } else if errno != EINTR {
        throw .system(path: path, number: errno)
      }
    }
  }

  /// The path at the end of a chain of symbolic links. The last link may lead to a file that is yet to be made.
  private static func followingLinks(_ path: String) throws(SettingsError) -> String {
    var path = path
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    for _ in 1...40 {
      let count = readlink(path, &buffer, buffer.count)
      guard count >= 0 else { return path }
      let destination = String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
      path = destination.hasPrefix("/") ? destination : FilePath.folder(of: path) + "/" + destination
    }
    throw .system(path: path, number: ELOOP)
  }

  // MARK: Changing

  /// Puts new content in the place of the old. A reader sees one or the other, also after a loss of power.
  ///
  /// - Parameter mode: the permissions of a file that is new; an old one keeps its own, and its owner.
  /// - Returns: false if the file is no longer the one that was read. Nothing is changed then.
  package func replace(with new: [UInt8], mode: UInt32) throws(SettingsError) -> Bool {
    let folder = FilePath.folder(of: target)
    if bytes == nil { try FilePath.makeFolder(folder) }
    let temporary = try TemporaryFile(in: folder, named: FilePath.name(of: target))
    defer { temporary.remove() }
    try temporary.write(new)
    if bytes == nil {
      try temporary.setMode(mode)
    } else {
      try temporary.takeOwner(of: status, path)
    }
    try temporary.synchronize()
    let lock = FilePath.lock(folder)
    defer { close(lock) }
    guard isUnchanged() else { return false }
    guard try temporary.move(to: target, replaces: bytes != nil) else { return false }
    FilePath.synchronizeFolder(folder)
    return true
  }

  /// Removes the file.
  ///
  /// - Returns: false if the file is no longer the one that was read.
  package func remove() throws(SettingsError) -> Bool {
    guard isUnchanged() else { return false }
    guard unlink(target) == 0 else { throw .system(path: path, number: errno) }
    FilePath.synchronizeFolder(FilePath.folder(of: target))
    return true
  }

  /// Compares the content as well: programs that write a file twice within the clock's resolution leave its times alike.
  private func isUnchanged() -> Bool {
    guard let now = try? SettingsFile(reading: path), now.target == target, now.bytes == bytes else { return false }
    return now.status.st_ino == status.st_ino && now.status.st_dev == status.st_dev
  }
}
