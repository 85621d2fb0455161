import NIOCore
import NIOPosix

/// Bytes to a server and back, without any HTTP library in between.
enum Wire {
  /// Sends the bytes and returns all that comes until the server closes.
  static func exchange(_ bytes: [UInt8], port: Int) async throws -> [UInt8] {
    let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .connect(host: "127.0.0.1", port: port) { channel in
        channel.eventLoop.makeCompletedFuture {
          try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
        }
      }
    return try await channel.executeThenClose { inbound, outbound in
      try await outbound.write(ByteBuffer(bytes: bytes))
      var received: [UInt8] = []
      for try await buffer in inbound { received.append(contentsOf: buffer.readableBytesView) }
      return received
    }
  }
}
