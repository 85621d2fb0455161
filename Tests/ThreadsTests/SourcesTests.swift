import Foundation
import Testing

/// The rule that keeps libdispatch out of this process, which no compiler holds.
struct SourcesTests {
  /// Each would take Swift's own threads or timers, which are libdispatch's.
  private static let forbidden = [
    #"\bTask\s*(<([^<>]|<[^<>]*>)*>)?\s*[({]"#,
    #"\bTask\s*(<.*>)?\.(init|detached|immediate|immediateDetached|sleep|yield)\b"#,
    #"\bimport Dispatch\b"#, #"\bDispatchQueue\b"#, #"\bshutdownGracefully\b"#, #"\bNIOThreadPool\b"#,
    #"\bMainActor\b"#, #"\bsyncShutdown"#, #"^\s*(\w+ )*actor \w"#, #"\basyncAfter\b"#, #"\bCommandLine\b"#,
  ].map { "(\($0))" }.joined(separator: "|")

  /// Under Thread Sanitizer the folder is a link, which the enumeration does not follow.
  private static let sources = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().appending(path: "Sources")
    .resolvingSymlinksInPath()

  @Test func tasksAreStartedAndPausedOnOurThreadsOnly() throws {
    let files = try FileManager.default.subpathsOfDirectory(atPath: Self.sources.path)
      .filter { $0.hasSuffix(".swift") && $0 != "Threads/Task+Start.swift" }
    #expect(files.count > 100)
    for file in files {
      let text = try String(contentsOf: Self.sources.appending(path: file), encoding: .utf8)
      for line in text.split(separator: "\n") where !line.drop(while: { $0 == " " }).hasPrefix("//") {
        #expect(!Self.isForbidden(line), "\(file): \(line)")
      }
    }
  }

  private static func isForbidden(_ line: Substring) -> Bool {
    line.range(of: forbidden, options: .regularExpression) != nil
  }

  @Test(arguments: [
    "Task {", "Task<Int, Never> {", "Task(priority: .high) {", "Task.detached {", "try await Task.sleep(for: x)",
    "import Dispatch", "await Task { 1 }.value", "actor Counter {", "package final actor Counter {",
    "try? await worker.shutdownGracefully()",
  ])
  func theRuleFindsWhatItIsFor(line: String) {
    #expect(Self.isForbidden(line[...]))
  }

  @Test(arguments: [
    "Task.start {", "var task: Task<Int, Never>?", "Task.isCancelled", "group.addTask {", "withTaskGroup { group in",
    "await Task.pause(for: limit)", "Task<Int, Never>.start {",
  ])
  func theRuleLeavesTheRestAlone(line: String) {
    #expect(!Self.isForbidden(line[...]))
  }
}
