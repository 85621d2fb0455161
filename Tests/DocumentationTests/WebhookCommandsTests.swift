import Foundation
import Testing

/// docs/webhook-commands.md against the program.
@Suite struct WebhookCommandsTests {
  private let document: Markdown

  init() throws {
    document = try Markdown(Repository.text("docs/webhook-commands.md"))
  }

  @Test(arguments: ["verify-webhook", "listen", "trigger"])
  func everyFlagIsDescribedOnce(command: String) throws {
    let described = document.table(under: command).map { $0[0] }
    #expect(Set(described) == (try ServerHelp.ownFlags(of: command)))
    #expect(described.count == Set(described).count)
  }

  @Test func examplesRunAsTheyStand() throws {
    #expect(document.blocks("sh").count == 4)
    for script in document.blocks("sh") {
      let shell = try ExampleShell()
      defer { shell.remove() }
      let port = Int.random(in: 20_000..<30_000)
      let own = script.replacing("listen --once", with: "listen --once --port \(port)").replacing(
        "8485", with: "\(port)")
      let run = try shell.run(own)
      #expect(run.status == 0, "\(script)\n\(run.output)")
    }
  }
}

extension ServerHelp {
  /// The flags in the list of options, without those that examples use and those that every command has.
  static func ownFlags(of command: String) throws -> Set<String> {
    let names = try text(of: command).matches(of: /\n  (?:-\w, )?(--[a-z-]+)/).map { String($0.1) }
    return Set(names).subtracting(["--help", "--version", "--lang"])
  }
}
