import TestSupport
import Testing

/// `payin-mcp demo`.
@Suite(.inTurn, .timeLimit(.minutes(5)))
struct DemoTests {
  @Test(arguments: ["en", "zh"])
  func everyAnswerOfTheStoryIsAsItShouldBe(language: String) async throws {
    // A key that was left in the environment must not be used.
    let run = try await PipedRun(
      ["demo"],
      environment: [
        "PAYIN_LANG": language, "PAYIN_API_KEY": "pk_test_0123456789", "PAYIN_BASE_URL": "http://127.0.0.1:9",
      ])
    #expect(run.exit == .status(0), "\(run.output)\(run.errorOutput)")
    #expect(run.output.split(separator: "\n").count { $0.hasPrefix("  ✓ ") } == 19)
    #expect(run.output.contains(language == "en" ? "19 answers, each as it should be" : "19 个应答全部符合预期"))
    #expect(!run.output.contains("\u{1B}"))
    #expect(run.errorOutput.isEmpty)
  }

  /// The sandbox needs 12 descriptors.
  @Test func failedCheckIsNamedAndSaidByTheStatus() async throws {
    let run = try await Shell.run("ulimit -n 14; '\(ServerBinary.path)' demo || echo status $?")
    #expect(run.output.contains("  ✗ "), "\(run.output)")
    #expect(run.output.contains("status 1\n"))
  }

  @Test func closedReaderEndsItQuietly() async throws {
    let run = try await Shell.run(
      "set +o pipefail; '\(ServerBinary.path)' demo 2>&1 | head -n 2; echo ${PIPESTATUS[0]}")
    #expect(run.output.hasSuffix("\n0\n"))
    #expect(run.output.split(separator: "\n").count == 2)
  }
}
