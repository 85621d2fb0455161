import Glibc

extension ConfigurationFile {
  /// The place where the file is looked for.
  package struct Location: Sendable, Equatable {
    package let path: String
    /// The setting that names the file; nil for the default place, where a file need not be.
    let naming: SettingSource?

    /// The file that `--config` or `PAYIN_CONFIG` names, else `payin-mcp/config.json` where the XDG Base Directory
    /// Specification puts settings. Returns nil if that leads nowhere, and for `/dev/null`, by which no file is meant: a
    /// test is not to depend on the settings of the user who runs it.
    ///
    /// - Parameter flag: the value of `--config`.
    package init?(environment: [String: String], flag: String?) throws(SettingError) {
      let name = ConfigurationVariable.config.rawValue
      let variable = environment[name].flatMap { $0.isEmpty ? nil : $0 }
      if let text = flag ?? variable {
        let source: SettingSource = flag == nil ? .environment : .flag
        guard text != "/dev/null" else { return nil }
        (path, naming) = (try Self.resolve(text, name, source, environment["HOME"]), source)
        return
      }
      guard let folder = try Self.standardFolder(environment["XDG_CONFIG_HOME"], environment["HOME"]) else {
        return nil
      }
      (path, naming) = (folder + "/payin-mcp/config.json", nil)
    }

    /// The specification demands that a relative path in the variable is ignored.
    private static func standardFolder(_ folder: String?, _ home: String?) throws(SettingError) -> String? {
      if let folder, let first = folder.utf8.first, "/~$".utf8.contains(first) {
        return try resolve(folder, "XDG_CONFIG_HOME", .environment, home)
      }
      guard let home, PathSetting.isUsable(home) else { return nil }
      return home + "/.config"
    }

    private static func resolve(
      _ text: String, _ name: String, _ source: SettingSource, _ home: String?
    ) throws(SettingError) -> String {
      do throws(PathSetting.ValidationError) {
        return try PathSetting.resolve(text, home: home)
      } catch {
        throw SettingError(name, .path(error), from: source)
      }
    }
  }
}

extension ConfigurationFile.Location {
  /// Reads the file.
  ///
  /// - Returns: nil if nothing is at the default place.
  package func read() throws(SettingError) -> ConfigurationFile? {
    do throws(ConfigurationFile.Defect) {
      guard let (bytes, status) = try content() else { return nil }
      return try ConfigurationFile(path: path, bytes: bytes, status: status, user: geteuid())
    } catch {
      throw SettingError(ConfigurationVariable.config.rawValue, .file(path: path, error), from: naming ?? .standard)
    }
  }

  /// The bytes, of which one more than allowed is read.
  private func content() throws(ConfigurationFile.Defect) -> ([UInt8], ConfigurationFile.Status)? {
    // Without O_NONBLOCK opening a pipe would block until a writer opens it too.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
    guard descriptor >= 0 else {
      guard isAbsent(errno) else { throw .unreadable(errno) }
      guard naming == nil else { throw .missing }
      return nil
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .unreadable(errno) }
    switch status.st_mode & S_IFMT {
    case S_IFREG: break
    case S_IFDIR: throw .directory
    default: throw .notRegular
    }
    return (
      try bytes(descriptor), ConfigurationFile.Status(permissions: status.st_mode & 0o7777, owner: status.st_uid)
    )
  }

  /// Whether no file is there. A default place in a folder that this user may not search counts as empty: a container
  /// may run as a user to whom its home does not belong.
  private func isAbsent(_ number: Int32) -> Bool {
    switch number {
    case ENOENT, ENOTDIR:
      // A symbolic link that leads nowhere was meant to lead to settings, such as those of a volume that is not mounted.
      var status = stat()
      return naming != nil || lstat(path, &status) != 0
    case EACCES where naming == nil:
      var status = stat()
      return stat(path, &status) != 0
    default: return false
    }
  }

  private func bytes(_ descriptor: Int32) throws(ConfigurationFile.Defect) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: ConfigurationFile.maximumBytes + 1)
    var length = 0
    while length < bytes.count {
      let count = bytes.withUnsafeMutableBytes {
        Glibc.read(descriptor, $0.baseAddress.map { $0 + length }, $0.count - length)
      }
      if count > 0 {
        length += count
      } else if count == 0 {
        break
      } else if errno != EINTR {
        throw .unreadable(errno)
      }
    }
    return Array(bytes.prefix(length))
  }
}
