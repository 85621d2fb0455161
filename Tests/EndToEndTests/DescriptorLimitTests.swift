import Foundation
import JSON
import TestSupport
import Testing

@Suite(.inTurn, .timeLimit(.minutes(10)))
struct DescriptorLimitTests {
  /// Most systems start a program with 1,024 descriptors, which is less than 1,000 connections and all else need.
  @Test func roomIsMadeForAllConnectionsThatAreAllowed() async throws {
    let api = LoopbackAPI.answering(404, LoopbackAPI.notFound)
    let client = try await Client(.november2025, Server(api, ["PAYIN_MAX_CONNECTIONS": "1000"]))
    let lowering = try Process.run(
      URL(filePath: "/usr/bin/prlimit"), arguments: ["--pid", "\(client.server.process.id)", "--nofile=512:4096"])
    lowering.waitUntilExit()
    #expect(lowering.terminationStatus == 0)
    _ = try await client.result("tools/call", ["name": "get_order", "arguments": ["orderId": "ord_1"]])
    let line = try ProcessFile(client.server.process).text("limits").split(separator: "\n")
      .first { $0.hasPrefix("Max open files") }
    let soft = line?.split(separator: " ").compactMap { Int($0) }.first
    #expect(try #require(soft) >= 1000 + 256)
  }
}
