import ArgumentParser

/// Prints the version, for people who try the word before the flag.
struct VersionCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "version", abstract: localized("Print the version.", "输出版本。"),
    discussion: "payin-mcp version")

  @OptionGroup var language: LanguageOption

  func run() {
    StandardOutput.write(PayInMCP.version + "\n")
  }
}
