import Foundation
import TestSupport
import Testing

@testable import Sandbox
@testable import SandboxAPI
@testable import SandboxModel
@testable import SandboxPages

@Suite struct QRCodeTests {
  private static let decoder = "/usr/bin/zbarimg"
  private static let canDecode = TestTool.shouldUse(decoder, ofPackage: "zbar-tools")

  /// The payments are of every family, the longest included.
  @Test(
    .enabled(if: canDecode, "zbarimg is absent"),
    arguments: [
      "ethereum:0xaA8E23Fb1079EA71e0a56F48a2aA51851D8433D0@11155111/transfer?address="
        + "0x81d5c9300f9c17102401543f03d12befc54953f4&uint256=99999999999999999999",
      "tron:TLsydYU5FaNfjfiAYX9St9AnskPQZctoYW?amount=49.99&token=TXYZopYRdj2D9XRtbG411XZZ3kM5VkAeBf",
      "solana:7EcDhSYGxXyscszYEp35KHN8vvw3svAuLKTzXwCFLtV?amount=0.5"
        + "&spl-token=4zMMC9srt5Ri5X14GAgXhaHii3GnPAEERYPJgZJDncDU", "x",
    ])
  func anotherProgramReadsTheDrawnCode(_ text: String) async throws {
    let svg = try #require(QRCode(text)).svg
    try await TemporaryFolder.run { folder in
      let image = folder + "/code.pgm"
      try Data(Self.pixels(of: svg)).write(to: URL(filePath: image))
      #expect(try Self.decode(image) == text + "\n")
    }
  }

  @Test func thereIsNoCodeOfNothingOrTooMuch() {
    #expect(QRCode("") == nil)
    #expect(QRCode(String(repeating: "a", count: 2331)) != nil)
    #expect(QRCode(String(repeating: "a", count: 2332)) == nil)
  }

  /// A grey image with 6 pixels for each unit, painted by the path's rectangles alone.
  private static func pixels(of svg: String) throws -> [UInt8] {
    let size = try #require(svg.firstMatch(of: /viewBox="0 0 (\d+) \d+"/).flatMap { Int($0.1) })
    var units = Array(repeating: Array(repeating: UInt8(255), count: size), count: size)
    for run in svg.matches(of: /M(\d+) (\d+)h(\d+)v1h-(\d+)z/) where run.3 == run.4 {
      guard let x = Int(run.1), let y = Int(run.2), let width = Int(run.3) else { continue }
      // Four units around it are white (ISO/IEC 18004).
      #expect(x >= 4 && y >= 4 && x + width <= size - 4 && y < size - 4)
      for column in x..<(x + width) { units[y][column] = 0 }
    }
    let scale = 6
    let rows = units.flatMap { row -> [UInt8] in
      let line = row.flatMap { Array(repeating: $0, count: scale) }
      return (0..<scale).flatMap { _ in line }
    }
    return Array("P5 \(size * scale) \(size * scale) 255\n".utf8) + rows
  }

  private static func decode(_ image: String) throws -> String {
    let process = Process()
    let output = Foundation.Pipe()
    process.executableURL = URL(filePath: decoder)
    process.arguments = ["--quiet", "--raw", image]
    process.standardOutput = output
    try process.run()
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: bytes, as: UTF8.self)
  }
}
