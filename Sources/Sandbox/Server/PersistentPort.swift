import Glibc
import NIOCore

/// Chooses the port that a sandbox's file keeps, so that its links stay valid.
enum PersistentPort {
  /// Above all ports that browsers refuse (the last is 10080) and the usual ones of development servers.
  static let range = 20_000...65_535
  private static let attempts = 16

  /// Random ports that the system does not give to outgoing connections, which would keep a later start from them.
  static func candidates() -> [Int] {
    let outgoing = outgoingPorts
    let free = range.filter { !outgoing.contains($0) }
    return (0..<attempts).compactMap { _ in free.randomElement() }
  }

  /// The ports of outgoing connections (ip(7), `ip_local_port_range`); those of Linux's default if the system does not
  /// tell.
  private static var outgoingPorts: ClosedRange<Int> {
    let standard = 32_768...60_999
    let descriptor = open("/proc/sys/net/ipv4/ip_local_port_range", O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return standard }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: 64)
    let count = read(descriptor, &bytes, bytes.count)
    let text = String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
    let bounds = text.split(whereSeparator: \.isWhitespace).compactMap { Int($0) }
    guard bounds.count == 2, bounds[0] <= bounds[1] else { return standard }
    return bounds[0]...bounds[1]
  }

  /// Whether another program has the port, or this one may not have it.
  static func isRefused(_ error: IOError) -> Bool {
    [EADDRINUSE, EADDRNOTAVAIL, EACCES, EPERM].contains(error.errnoCode)
  }
}

extension HTTPListener {
  /// Listens on the first port that can be had. If there is none, the system chooses.
  static func start(
    onOneOf ports: [Int], _ start: (_ port: Int) async throws -> HTTPListener
  ) async throws -> HTTPListener {
    for port in ports {
      do {
        return try await start(port)
      } catch let error as IOError where PersistentPort.isRefused(error) {
        continue
      }
    }
    return try await start(0)
  }
}
