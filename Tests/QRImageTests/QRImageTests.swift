import Foundation
import TestSupport
import Testing

@testable import QRImage

@Suite struct QRImageTests {
  /// Payments of every family, addresses alone, one character, and more than any payment needs.
  private static let texts = [
    "ethereum:0xaA8E23Fb1079EA71e0a56F48a2aA51851D8433D0@11155111/transfer?address="
      + "0x81d5c9300f9c17102401543f03d12befc54953f4&uint256=99999999999999999999",
    "tron:TLsydYU5FaNfjfiAYX9St9AnskPQZctoYW", "TLsydYU5FaNfjfiAYX9St9AnskPQZctoYW",
    "solana:7EcDhSYGxXyscszYEp35KHN8vvw3svAuLKTzXwCFLtV?amount=0.5"
      + "&spl-token=4zMMC9srt5Ri5X14GAgXhaHii3GnPAEERYPJgZJDncDU",
    "0x81d5c9300f9c17102401543f03d12befc54953f4", "x", String(repeating: "payment", count: 60),
  ]

  /// Each as a vector image and as a file of pixels.
  @Test(.enabled(if: QRDecoder.shouldRun, "zbarimg is absent"))
  func anotherProgramReadsEveryImage() throws {
    let codes = try Self.texts.map { try #require(QRCode($0)) }
    let images = try codes.flatMap { [try Self.pixels(of: $0.svg), try #require($0.png)] }
    #expect(try QRDecoder.texts(in: images) == Self.texts.flatMap { [$0, $0] })
  }

  /// What a picture's file must be is read by a program of its own: 256 by 256 pixels of one bit, greyscale, modules of
  /// whole pixels, four modules of quiet zone (ISO/IEC 18004).
  @Test func pixelsAreSharp() throws {
    let texts = Self.texts + [String(repeating: "a", count: 2331)]
    let codes = try texts.map { try #require(QRCode($0)) }
    let files = try codes.map { try #require($0.png) }
    let lines = files.map { $0.map { String($0, radix: 16, uppercase: false) }.map { $0.count == 1 ? "0" + $0 : $0 } }
    let (status, output) = try PythonPeer.answers(
      of: "Tests/QRImageTests/peer.py", to: lines.map { $0.joined() }.joined(separator: "\n"))
    #expect(status == 0)
    let expected = codes.map { "256 256 1 0, \($0.width) modules, quiet" }
    #expect(output.split(separator: "\n").map(String.init) == expected)
    // 2 kB in Base64 for all that payments need.
    #expect(files.dropLast(2).allSatisfy { $0.count <= 1536 }, "\(files.map(\.count))")
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
}
