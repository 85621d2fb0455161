import CurlTransport
import Glibc
import HTTP
import PayIn
import SandboxModel

/// Checks of the machine's limits, and the versions of what this program stands on.
extension Diagnosis {
  func machineFindings() -> [Finding] {
    [openFiles, threads, versions, languageFinding]
  }

  /// The open files with which every connection has room.
  private static let ampleDescriptors = 1024

  private var openFiles: Finding {
    let limit = DescriptorLimit.hard
    let message = LocalizedText("\(limit) open files and sockets are allowed.", "允许打开 \(limit) 个文件和套接字。")
    guard limit < Self.ampleDescriptors else { return .ok(.openFiles, message) }
    return Finding(
      .openFiles, limit < DescriptorLimit.minimum ? .failure : .warning, message,
      fix: LocalizedText(
        "Raise the limit (ulimit -n) to \(DescriptorLimit.minimum) at least; \(Self.ampleDescriptors) leave room for every connection.",
        "请将上限（ulimit -n）提高到至少 \(DescriptorLimit.minimum)；\(Self.ampleDescriptors) 足以容纳全部连接。"))
  }

  /// The threads that the server needs in all.
  private static let neededThreads = 10

  private var threads: Finding {
    let limits = [Self.processLimit, Self.controlGroupLimit].compactMap(\.self)
    guard let least = limits.min() else { return .ok(.threads, LocalizedText("Not limited.", "不受限制。")) }
    let message = LocalizedText("\(least) processes and threads are allowed.", "允许 \(least) 个进程和线程。")
    guard least < Self.neededThreads else { return .ok(.threads, message) }
    return Finding(
      .threads, .failure, message,
      fix: LocalizedText(
        "The server needs \(Self.neededThreads): raise ulimit -u, pids.max of the control group or docker run --pids-limit.",
        "服务器需要 \(Self.neededThreads) 个：请提高 ulimit -u、控制组的 pids.max 或 docker run --pids-limit。"))
  }

  /// RLIMIT_NPROC, which counts all processes and threads of a user; nil if it is not limited, as for root.
  private static var processLimit: Int? {
    var limit = rlimit()
    let resource = __rlimit_resource_t(__RLIMIT_NPROC.rawValue)
    guard geteuid() != 0, getrlimit(resource, &limit) == 0, limit.rlim_max != rlim_t.max else { return nil }
    return Int(clamping: limit.rlim_max)
  }

  /// What the control group still allows (pids.max and pids.current of cgroups v2); nil if it is not limited.
  private static var controlGroupLimit: Int? {
    guard let maximum = number(in: "/sys/fs/cgroup/pids.max") else { return nil }
    return maximum - (number(in: "/sys/fs/cgroup/pids.current") ?? 0)
  }

  private static func number(in path: String) -> Int? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: 32)
    let count = read(descriptor, &bytes, bytes.count)
    return count > 0 ? Int(String(decoding: bytes.prefix(count - 1), as: UTF8.self)) : nil
  }

  private var versions: Finding {
    var parts = ["payin-mcp \(PayInMCP.version)", Self.curlVersion, "SQLite \(Database.libraryVersion)"]
    var system = utsname()
    if uname(&system) == 0 { parts.append("\(Self.text(of: system.sysname)) \(Self.text(of: system.release))") }
    if let library = Self.libraryVersion { parts.append(library) }
    let message = LocalizedText.list(parts)
    // Without it libcurl falls back to HTTP/1.1, which works.
    let http2 =
      Self.curlVersion.contains(Self.http2Library)
      ? LocalizedText("HTTP/2", "支持 HTTP/2") : LocalizedText("no HTTP/2", "不支持 HTTP/2")
    return .ok(
      .versions, LocalizedText("\(message[.english]); \(http2[.english]).", "\(message[.chinese])；\(http2[.chinese])。"))
  }

  /// The library that libcurl speaks HTTP/2 with.
  private static let http2Library = "nghttp2"

  /// libcurl with its TLS library, which it names second, and its library for HTTP/2.
  private static var curlVersion: String {
    let names = CurlTransport.curlVersion.split(separator: " ")
    return (names.prefix(2) + names.dropFirst(2).filter { $0.hasPrefix(http2Library) }).joined(separator: " ")
  }

  /// Such as `glibc 2.36`.
  private static var libraryVersion: String? {
    let length = confstr(Int32(_CS_GNU_LIBC_VERSION), nil, 0)
    guard length > 0 else { return nil }
    var bytes = [CChar](repeating: 0, count: length)
    confstr(Int32(_CS_GNU_LIBC_VERSION), &bytes, length)
    return String(decoding: bytes.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// A field of uname(2), which ends at its first zero.
  private static func text<Field>(of field: Field) -> String {
    withUnsafeBytes(of: field) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
  }

  private var languageFinding: Finding {
    let source = values.source(of: .language)
    let setting = source == .standard ? LocalizedText("the locale", "区域设置") : source.spelling(of: "PAYIN_LANG")
    return .ok(
      .language,
      LocalizedText("\(language.rawValue), from \(setting[.english]).", "\(language.rawValue)，取自 \(setting[.chinese])。")
    )
  }
}
