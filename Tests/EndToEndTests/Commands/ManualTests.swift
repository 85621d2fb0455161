import Foundation
import TestSupport
import Testing

/// Manual pages and completion scripts, which are made from the commands.
@Suite(.inTurn, .timeLimit(.minutes(5)))
struct ManualTests {
  private static let scripts = URL(filePath: #filePath).appending(path: "../../../../Scripts").standardizedFileURL.path

  /// The commands that the help lists.
  private static func commands() async throws -> [String] {
    let help = try await PipedRun(["--help"])
    let list = try #require(help.output.split(separator: "SUBCOMMANDS:").last)
    return list.matches(of: #/\n  ([a-z-]+)/#).map { String($0.1) }
  }

  /// Completes the last word as bash does when Tab is pressed.
  private static func complete(_ words: [String]) async throws -> [String] {
    let quoted = words.map { "'\($0)'" }.joined(separator: " ")
    let run = try await Shell.run(
      """
      set +u; PATH='\(URL(filePath: ServerBinary.path).deletingLastPathComponent().path)':$PATH
      source <(payin-mcp --generate-completion-script bash)
      complete -p payin-mcp | grep -q -- '-F _payin-mcp'
      COMP_WORDS=(\(quoted)); COMP_CWORD=\(words.count - 1)
      COMP_LINE="${COMP_WORDS[*]}"; COMP_POINT=${#COMP_LINE}
      _payin-mcp payin-mcp "${COMP_WORDS[-1]}" "${COMP_WORDS[-2]}" || true
      printf '%s\\n' "${COMPREPLY[@]}"
      """)
    #expect(run.exit == .status(0), "\(run.output)")
    return run.output.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
  }

  @Test func everyCommandIsCompleted() async throws {
    let commands = try await Self.commands()
    for command in commands {
      let found = try await Self.complete(["payin-mcp", String(command.prefix(2))])
      #expect(found.contains(command), "\(command): \(found)")
      #expect(found.allSatisfy { $0.hasPrefix(command.prefix(2)) })
    }
  }

  @Test(arguments: [
    (["sandbox", "--see"], "--seed"), (["listen", "--for"], "--forward"), (["trigger", "order.ex"], "order.expired"),
    (["trigger", "order.completed", "--scheme", "h"], "hex"),
  ])
  func flagsAndValuesAreCompleted(words: [String], expected: String) async throws {
    #expect(try await Self.complete(["payin-mcp"] + words) == [expected])
  }

  private static let hasGroff = FileManager.default.isExecutableFile(atPath: "/usr/bin/groff")

  @Test(.enabled(if: hasGroff, "groff is not installed"))
  func pageOfEveryCommandIsWellFormed() async throws {
    let folder = try ProcessTests.Folder()
    let run = try await Shell.run(
      """
      '\(Self.scripts)/manual.sh' '\(ServerBinary.path)' '\(folder.path)'
      for page in '\(folder.path)'/man1/*; do groff -mdoc -ww -Tutf8 -z "$page"; done
      """)
    #expect(run.exit == .status(0))
    #expect(run.output.isEmpty, "\(run.output)")
    let pages = try FileManager.default.contentsOfDirectory(atPath: "\(folder.path)/man1")
    let commands = try await Self.commands() + ["journal-verify", "journal-show"]
    #expect(Set(pages) == Set(["payin-mcp.1"] + commands.map { "payin-mcp-\($0).1" }))
    let shown = try await Shell.run("groff -mdoc -Tascii -P-c -P-b -P-u '\(folder.path)/man1/payin-mcp-sandbox.1'")
    // The page breaks lines at any space.
    let text = shown.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    for part in ["payin-mcp sandbox [--port port]", "The default is 8484.", "EXIT STATUS", "PAYIN_WEBHOOK_SECRET"] {
      #expect(text.contains(part), "\(part)")
    }
    for script in ["bash/payin-mcp", "zsh/_payin-mcp", "fish/payin-mcp.fish"] {
      #expect(try String(contentsOfFile: "\(folder.path)/\(script)", encoding: .utf8).contains("verify-webhook"))
    }
  }
}
