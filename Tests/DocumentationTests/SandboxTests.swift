import Testing

@Suite struct SandboxTests {
  private let document: Markdown

  init() throws {
    document = try Markdown(Repository.text("docs/sandbox.md"))
  }

  @Test func everyFlagIsDescribedOnce() throws {
    let described = document.table(under: nil).map { $0[0] }
    #expect(Set(described) == (try ServerHelp.flags(of: "sandbox").subtracting(["--lang"])))
    #expect(described.count == Set(described).count)
  }

  /// One after the other on one sandbox, as a reader would.
  @Test func scriptsRunAsTheyStand() throws {
    let scripts = document.blocks("sh")
    #expect(scripts.count == 3)
    let sandbox = try SandboxProgram()
    let outputs = try scripts.map { script in
      let run = try sandbox.run(script)
      #expect(run.status == 0, "\(script)\n\(run.output)")
      return run.output
    }
    #expect(outputs.allSatisfy { $0.contains(#""success":true"#) && !$0.contains(#""success":false"#) })
    #expect(outputs[0].contains(#""orderReference":"order_123","status":"completed""#))
    #expect(outputs[1].contains(#""total":2"#))
    #expect(outputs[2].contains(#""orderReference":"order_124","status":"expired""#))
  }
}
