import NIOCore
import NIOPosix

/// Bytes to a server and back, without any HTTP library in between.
enum Wire {
  /// Sends the bytes and returns all that comes until the server closes.
  /// - Parameter pieces: bytes that are written at a time.
  static func exchange(
    _ bytes: [UInt8], port: Int, halfClosing: Bool = false, pieces: Int = .max, whenAnswered: () async -> Void = {}
  ) async throws -> [UInt8] {
    let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .channelOption(.allowRemoteHalfClosure, value: halfClosing)
      .channelOption(.tcpOption(.tcp_nodelay), value: 1)
      .connect(host: "127.0.0.1", port: port) { channel in
        channel.eventLoop.makeCompletedFuture {
          try NIOAsyncChannel<ByteBuffer, ByteBuffer>(
            wrappingChannelSynchronously: channel, configuration: .init(isOutboundHalfClosureEnabled: halfClosing))
        }
      }
    return try await channel.executeThenClose { inbound, outbound in
      var rest = bytes[...]
      while !rest.isEmpty {
        try await outbound.write(ByteBuffer(bytes: rest.prefix(pieces)))
        rest = rest.dropFirst(pieces)
      }
      if halfClosing { outbound.finish() }
      var received: [UInt8] = []
      for try await buffer in inbound {
        if received.isEmpty { await whenAnswered() }
        received.append(contentsOf: buffer.readableBytesView)
      }
      return received
    }
  }
}
