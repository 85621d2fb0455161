import Formats
import Glibc

/// The copies of a file as it was before it was changed: `NAME.bak-payin-TIME`, beside it.
///
/// They are also how a removal finds back to the bytes before an addition, which the result alone does not tell: a list
/// of servers that was empty and one that was missing look the same once there is a server in it.
struct SettingsBackups {
  private let folder: String
  private let prefix: String

  init(of file: SettingsFile) {
    folder = FilePath.folder(of: file.target)
    prefix = FilePath.name(of: file.target) + ".bak-payin-"
  }

  /// The copies, the newest first. Those that cannot be read are left out.
  var all: [SettingsFile] {
    FilePath.names(in: folder).filter { $0.hasPrefix(prefix) }.reversed().compactMap {
      try? SettingsFile(reading: "\(folder)/\($0)")
    }
  }

  /// The path of the copy that was made before the first change, or nil.
  var oldest: String? {
    FilePath.names(in: folder).first { $0.hasPrefix(prefix) }.map { "\(folder)/\($0)" }
  }

  /// Copies the file.
  ///
  /// - Parameter now: seconds since 1970, for the name.
  /// - Returns: the path of the copy.
  func add(_ file: SettingsFile, now: Int) throws(SettingsError) -> String {
    let stamp = Self.stamp(now)
    for attempt in 1...100 {
      let path = "\(folder)/\(prefix)\(stamp)" + (attempt == 1 ? "" : "-\(attempt)")
      if try copy(file, to: path) { return path }
    }
    throw .changed(path: file.path)
  }

  private func copy(_ file: SettingsFile, to path: String) throws(SettingsError) -> Bool {
    let temporary = try TemporaryFile(in: folder, named: FilePath.name(of: file.target))
    defer { temporary.remove() }
    try temporary.write(file.bytes ?? [])
    try temporary.synchronize()
    return try temporary.move(to: path, replaces: false)
  }

  private static func stamp(_ seconds: Int) -> String {
    var (time, parts) = (time_t(seconds), tm())
    gmtime_r(&time, &parts)
    var buffer = [CChar](repeating: 0, count: 32)
    let count = strftime(&buffer, buffer.count, "%Y%m%dT%H%M%SZ", &parts)
    return String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
