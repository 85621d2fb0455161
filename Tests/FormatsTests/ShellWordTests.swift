import Foundation
import Testing

@testable import Formats

/// The shell of this machine reads the words back.
@Suite struct ShellWordTests {
  private static let words = [
    "", "plain", "a=b:c,d+e@f/g.h-i_j", "~/x", "~", "a b", "it's", "''", "$HOME", "`id`", #"a\b"#, "\"", "*", "a;b",
    "&", "#",
    "a\nb", "订单-1", "!", "{a,b}", "[x]", "<", "(", "%s",
  ]

  @Test func shellReadsTheWordBack() throws {
    let (process, output) = (Process(), Pipe())
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", "printf '%s\\0' " + Self.words.map(ShellWord.quoted).joined(separator: " ")]
    process.standardOutput = output
    try process.run()
    let text = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    #expect(text.split(separator: "\0", omittingEmptySubsequences: false).dropLast().map(String.init) == Self.words)
  }

  @Test func plainWordsHaveNoMarks() {
    for word in ["plain", "a=b:c,d+e@f/g.h-i_j", "订单-1"] { #expect(ShellWord.quoted(word) == word) }
  }
}
