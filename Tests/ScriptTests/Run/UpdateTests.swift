import Foundation
import JSON
import Script
import Testing

@Suite struct UpdateTests {
  /// Only the expectations that differ are changed; matchers that fitted, members that were not named and every other
  /// byte stay.
  @Test(arguments: ["\n", "\r\n"])
  func onlyWhatDiffersIsRewritten(_ lineEnd: String) throws {
    let before = """
      # Title	with a tab  \("")
      call echo n=2 name=kept
        expect {result: {structuredContent: {n: "1", name: string}}}
      expect {"result":   {"structuredContent": {"name": any}}}
      call fail
      expect error conflict
      # the end without a line's end
      """
    let after = before.replacing(
      #"{result: {structuredContent: {n: "1", name: string}}}"#,
      with: #"{result: {structuredContent: {n: "2", name: string}}}"#
    )
    .replacing("error conflict", with: "error not_found")
    let (results, text) = try update(before.replacing("\n", with: lineEnd))
    #expect(results.map { $0.failure.map(FailureText.init) } == [nil])
    #expect(results.map(\.updates.count) == [2])
    #expect(text == after.replacing("\n", with: lineEnd))
    #expect(try update(text).results.map(\.updates.count) == [0])
  }

  @Test(arguments: [
    (
      "{result: {structuredContent: {a: [1, any], b: absent, c: 1}}}",
      "{result: {structuredContent: {a: [5, any, 7], b: 3}}}"
    ),
    (
      "{result: {structuredContent: {a: unordered([7, 5, 9])}}}",
      "{result: {structuredContent: {a: unordered([5, {}, 7])}}}"
    ),
    ("{result: {structuredContent: {a: length(2)}}}", "{result: {structuredContent: {a: length(3)}}}"),
    (
      "{result: {structuredContent: {a: unordered([5, {}, {x: 1}])}}}",
      "{result: {structuredContent: {a: unordered([5, {}, 7])}}}"
    ),
    ("{result: {structuredContent: string}}", "{result: {structuredContent: {a: [5, {}, 7], b: 3}}}"),
  ])
  func valuesComeInPlaceOfWhatDiffers(_ before: String, _ after: String) throws {
    let (_, text) = try update("call echo {a: [5, {}, 7], b: 3}\nexpect \(before)\n")
    #expect(text == "call echo {a: [5, {}, 7], b: 3}\nexpect \(after)\n")
  }

  /// A time and a port of this run would differ in the next one.
  @Test func whatVariesIsMatchedByItsForm() throws {
    let call = #"call echo at="2026-11-30T05:42:03.467Z" url="http://127.0.0.1:43607/pay""#
    let (_, text) = try update("\(call)\nexpect {result: {structuredContent: {at: 1, url: 2}}}\n")
    for (old, new) in [("05:42:03.467Z", "06:11:59.001Z"), ("43607", "8484")] {
      let later = text.replacing(call, with: call.replacing(old, with: new))
      #expect(later != text)
      #expect(try update(later).results.map(\.updates.count) == [0], "\(later)")
    }
    #expect(try update(text.replacing("/pay\"\nexpect", with: "/pai\"\nexpect")).results.map(\.updates.count) == [1])
  }

  @Test func whatDiffersBetweenErasCannotBeWritten() throws {
    let (results, text) = try update("era both\ncall echo\nexpect {result: {pid: 1, content: []}}\n")
    #expect(results.map { $0.failure.map { FailureText($0).text } } == [nil, "3 mismatch"])
    #expect(text.wholeMatch(of: /era both\ncall echo\nexpect \{result: \{pid: \d+, content: \[\]\}\}\n/) != nil)
  }

  @Test func permissionsOfTheFileStay() throws {
    let file = try temporaryFile("call echo n=1\nexpect {result: {structuredContent: {n: 2}}}\n")
    defer { try? FileManager.default.removeItem(atPath: file) }
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: file)
    _ = try update(file: file)
    let permissions = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
    #expect(permissions == 0o640)
  }

  private func update(_ text: String) throws -> (results: [RunResult], text: String) {
    let file = try temporaryFile(text)
    defer { try? FileManager.default.removeItem(atPath: file) }
    return (try update(file: file), try String(contentsOfFile: file, encoding: .utf8))
  }

  private func update(file: String) throws -> [RunResult] {
    let script = try ScriptParser().parse(file: file)
    let launch = ServerLaunch(command: TestServer.command, environment: TestServer.environment)
    var (update, results) = (ScriptUpdate(), [RunResult]())
    let queue = RunQueue([script], settings: TestServer.settings(updates: true)) { _ in
      RunQueue.PreparedServer(launch)
    }
    queue.run(jobs: 1) { results += $0 }
    for result in results { update.add(result.updates) }
    try update.write()
    return results
  }

  private func temporaryFile(_ text: String) throws -> String {
    let file = FileManager.default.temporaryDirectory.appending(path: "update-\(UUID().uuidString).payin").path
    try Data(text.utf8).write(to: URL(filePath: file))
    return file
  }
}
