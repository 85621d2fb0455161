import Foundation
import Glibc
import JSON
import TestSupport
import Testing

/// What is in the file of a sandbox once its process has ended.
@Suite(.inTurn, .timeLimit(.minutes(5)))
struct SandboxEndTests {
  enum End: CaseIterable { case input, terminate, interrupt }

  private static func order(_ number: Int) -> JSONValue {
    [
      "orderReference": .string("order-\(number)"), "amount": "1", "currency": "USDT", "chainId": "ethereum-sepolia",
    ]
  }

  /// The orders that another program finds in a copy of the file alone.
  private static func ordersInCopy(of path: String) async throws -> String {
    let script =
      "import sqlite3; print(sqlite3.connect('\(path).copy').execute('SELECT count(*) FROM orders').fetchone()[0])"
    let shell = try await Shell.run("cp '\(path)' '\(path).copy'; python3 -c \"\(script)\"; rm '\(path).copy'")
    return shell.output.trimmingCharacters(in: .whitespacesAndNewlines)
  }

  private static func logSize(_ path: String) -> Int {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path + "-wal")
    return attributes?[.size] as? Int ?? 0
  }

  @Test(arguments: End.allCases, [false, true])
  func copyOfTheFileAloneHoldsEveryOrder(end: End, isSharedWithAnotherProcess: Bool) async throws {
    let folder = try ProcessTests.Folder()
    let path = "\(folder.path)/sandbox.sqlite"
    let other = isSharedWithAnotherProcess ? try await SandboxProcess(["--db", path]) : nil
    let client = try await Client(.november2025, Server(["--sandbox-db", path]))
    for number in 1...12 { _ = try await client.data("create_order", Self.order(number)) }
    #expect(Self.logSize(path) > 0)
    let start = ContinuousClock.now
    switch end {
    case .input:
      #expect(try await client.server.finish().isEmpty)
    case .terminate, .interrupt:
      let signal = end == .terminate ? SIGTERM : SIGINT
      client.server.process.send(signal)
      #expect(try await client.server.waitForEnd().exit == .signal(signal))
    }
    #expect(ContinuousClock.now - start < .seconds(10))
    #expect(Self.logSize(path) == 0)
    #expect(try await Self.ordersInCopy(of: path) == "12")
    guard let other else { return }
    #expect(try await other.get("/orders").data["pagination"]?["total"] == 12)
    #expect(await other.stop() == .status(0))
  }

  /// NIO's own check of its pipelining ended the process with SIGILL when the half request was found.
  ///
  /// A server that closes before it has read the half request resets the connection (RFC 1122, 4.2.2.13), which is an
  /// end as good as the other.
  @Test func halfARequestDoesNotDisturbTheEnd() async throws {
    let sandbox = try await SandboxProcess()
    let shell = try await Shell.run(
      """
      python3 -c "
      import os, signal, socket
      client = socket.create_connection(('127.0.0.1', \(sandbox.root.split(separator: ":").last ?? "")))
      client.sendall(b'GET /health HTTP/1.1\\r\\nHost: localhost\\r\\n\\r\\n')
      assert client.recv(65536).startswith(b'HTTP/1.1 200')
      client.sendall(b'GET /hea')
      os.kill(\(sandbox.process.id), signal.SIGTERM)
      try:
        while client.recv(65536): pass
      except ConnectionResetError: pass
      "
      """)
    #expect(shell.exit == .status(0), "\(shell.output)")
    #expect(await sandbox.process.waitForExit() == .status(0))
  }

  @Test func commandLeavesEverythingInTheFileThatAnotherProcessUses() async throws {
    let folder = try ProcessTests.Folder()
    let path = "\(folder.path)/sandbox.sqlite"
    let other = try await SandboxProcess(["--db", path])
    let sandbox = try await SandboxProcess(["--db", path])
    for number in 1...12 { #expect(try await sandbox.post("/orders", Self.order(number)).status == 201) }
    #expect(await sandbox.stop() == .status(0))
    #expect(Self.logSize(path) == 0)
    #expect(try await Self.ordersInCopy(of: path) == "12")
    #expect(await other.stop() == .status(0))
  }

  /// A sudden death leaves the log, and the next process reads it.
  @Test func suddenDeathLosesNothing() async throws {
    let folder = try ProcessTests.Folder()
    let path = "\(folder.path)/sandbox.sqlite"
    let client = try await Client(.november2025, Server(["--sandbox-db", path]))
    for number in 1...12 { _ = try await client.data("create_order", Self.order(number)) }
    client.server.process.send(SIGKILL)
    #expect(try await client.server.waitForEnd().exit == .signal(SIGKILL))
    let sandbox = try await SandboxProcess(["--db", path])
    #expect(try await sandbox.get("/orders").data["pagination"]?["total"] == 12)
    #expect(await sandbox.stop() == .status(0))
  }
}
