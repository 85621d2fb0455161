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

  // MARK: Few descriptors

  /// Many at once, so that each would have a connection of its own if it could: two descriptors with the sandbox.
  @Test(arguments: [40, 64, 100, 1024])
  func callsAreAnsweredWithAsManyConnectionsAsThereIsRoomFor(limit: Int) async throws {
    let server = try Server(
      environment: Self.manyAtOnce, wrapper: Confinement.descriptors(limit).command)
    let count = 300
    for number in 1...count { server.send(Self.call(number)) }
    for _ in 1...count {
      let answer = try await server.next()
      #expect(answer["result"] != nil && answer["result"]?["isError"] == nil, "\(answer)")
    }
    #expect(try await server.finish().isEmpty)
  }

  @Test(arguments: [4, 5, 6, 8, 10, 12])
  func tooFewAreSaidAtTheStartAndByEachCall(limit: Int) async throws {
    let server = try Server(
      environment: Self.manyAtOnce, wrapper: Confinement.descriptors(limit).command)
    for number in 1...30 { server.send(Self.call(number)) }
    server.closeInput()
    let completion = try await server.waitForEnd()
    #expect(completion.exit == .status(0))
    #expect(
      completion.errorOutput.hasPrefix("payin-mcp: The system lets this process open only \(limit) files and sockets"))
    #expect(completion.errorOutput.split(separator: "\n").count == 1)
    #expect(completion.answers.count == 30)
    let failures = try completion.answers.compactMap { try $0["result"]?.data }
    #expect(failures.allSatisfy { $0["code"] == "sandbox_unavailable" }, "\(failures)")
    #expect(failures.count { $0["outcome"] == "not_sent" } >= 10)
  }

  private static let manyAtOnce = [
    "PAYIN_MAX_CONNECTIONS": "1000", "PAYIN_MAX_IN_FLIGHT": "1000", "PAYIN_RATE_LIMIT": "off",
    "PAYIN_DRAIN_TIMEOUT": "60",
  ]

  private static func call(_ number: Int) -> String {
    let id = JSONValue.number(JSONNumber(number))
    guard number % 3 == 0 else { return Line.call(id, "list_orders", [:], .july2026) }
    let order: JSONValue = [
      "orderReference": .string("few-\(number)"), "amount": "1", "currency": "USDT", "chainId": "tron-nile",
    ]
    return Line.call(id, "create_order", order, .july2026)
  }

  // MARK: None left

  /// A write goes out on a connection of its own.
  @Test func callThatGetsNoDescriptorIsNotSent() async throws {
    let api = LoopbackAPI.answering(404, LoopbackAPI.notFound)
    let client = try await Client(.november2025, Server(api, ["PAYIN_DUPLICATE_CHECK": "off"]))
    _ = try await client.call("get_order", ["orderId": "ord_1"])
    let used = try ProcessFile(client.server.process).descriptors.keys.max() ?? 0
    try Self.limit(client.server.process, to: used + 1)
    let order: JSONValue = [
      "orderReference": "none-1", "amount": "1", "currency": "USDT", "chainId": "tron-nile",
    ]
    let failure = try await client.failure("create_order", order)
    #expect(failure["outcome"] == "not_sent")
    #expect(failure["message"]?.string?.contains("no further open files and sockets") == true, "\(failure)")
    try Self.limit(client.server.process, to: used + 100)
    #expect(try await client.failure("create_order", order)["code"] != failure["code"])
    #expect(try await client.server.finish().isEmpty)
  }

  private static func limit(_ process: ChildProcess, to count: Int) throws {
    let lowering = try Process.run(
      URL(filePath: "/usr/bin/prlimit"), arguments: ["--pid", "\(process.id)", "--nofile=\(count):4096"])
    lowering.waitUntilExit()
    #expect(lowering.terminationStatus == 0)
  }
}
