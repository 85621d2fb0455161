import TestSupport
import Testing

/// The words and flags that people try first.
@Suite(.inTurn, .timeLimit(.minutes(5)))
struct CommandLineTests {
  @Test(
    arguments: [
      (["verson"], "version"), (["sandbx"], "sandbox"), (["lsiten"], "listen"), (["verify"], "verify-webhook"),
      (["help", "serv"], "serve"), (["Demo"], "demo"), (["hlep"], "help"),
    ] as [([String], String)])
  func unknownCommandSuggestsTheNearest(arguments: [String], nearest: String) async throws {
    let run = try await PipedRun(arguments)
    #expect(run.exit == .status(2))
    #expect(run.output.isEmpty)
    #expect(run.errorOutput.contains("there is no command '\(arguments.last ?? "")'. Did you mean '\(nearest)'?"))
  }

  @Test(arguments: ["zzzzzz", "create-a-lot-of-orders", "\u{202E}x"])
  func nothingIsSuggestedForAWordThatIsFarOff(word: String) async throws {
    let run = try await PipedRun([word])
    #expect(run.exit == .status(2))
    #expect(!run.errorOutput.contains("Did you mean"))
    #expect(run.errorOutput.contains("--help"))
    #expect(!run.errorOutput.contains("\u{202E}"))
  }

  @Test func unknownCommandIsExplainedInChinese() async throws {
    let run = try await PipedRun(["verson"], environment: ["PAYIN_LANG": "zh"])
    #expect(run.errorOutput.hasPrefix("payin-mcp：没有命令 'verson'。是否指 'version'？"))
  }

  @Test(arguments: ["pk_live_0123456789abcdef", "whsec_0123456789abcdef"])
  func secretGivenAsACommandIsNotRepeated(secret: String) async throws {
    let run = try await PipedRun([secret])
    #expect(run.exit == .status(2))
    #expect(!run.errorOutput.contains("0123456789"))
  }

  @Test func unknownFlagSuggestsTheNearest() async throws {
    let run = try await PipedRun(["--sandbox-bd", ":memory:"])
    #expect(run.exit == .status(2))
    #expect(run.errorOutput.contains("Did you mean '--sandbox-db'?"))
  }

  @Test func versionIsAWordToo() async throws {
    let (word, flag) = (try await PipedRun(["version"]), try await PipedRun(["--version"]))
    #expect(word.exit == .status(0))
    #expect(word.output == flag.output)
    #expect(word.output.wholeMatch(of: #/\d+\.\d+\.\d+\n/#) != nil)
  }

  /// The help of each command has an example of it, and is written in both languages.
  @Test(arguments: ["en", "zh"])
  func everyHelpHasAnExample(language: String) async throws {
    let root = try await PipedRun(["--help"], environment: ["PAYIN_LANG": language])
    #expect(root.exit == .status(0))
    let list = try #require(root.output.split(separator: "SUBCOMMANDS:").last)
    let commands = list.matches(of: #/\n  ([a-z-]+)/#).map { String($0.1) }
    #expect(commands.count >= 7)
    for command in commands {
      let help = try await PipedRun(["help", command], environment: ["PAYIN_LANG": language])
      #expect(help.exit == .status(0))
      #expect(help.output.contains("\npayin-mcp \(command)"), "\(command)")
      #expect(help.output.contains(#/[一-鿿]/#) == (language == "zh"), "\(command)")
    }
  }
}
