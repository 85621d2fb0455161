import Foundation
import Script
import Testing

@Suite final class IncludeTests {
  private let folder = FileManager.default.temporaryDirectory.appending(path: "include-\(UUID().uuidString)")

  init() throws {
    try FileManager.default.createDirectory(at: folder.appending(path: "parts"), withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  @Test func stepsStandWhereTheirFileIsIncluded() throws {
    try write("a.mcp", "call one\ninclude parts/b.mcp\ncall t id=${x}\n")
    try write("parts/b.mcp", "call two\ncapture x = result\ninclude \"c d.mcp\"")
    try write("parts/c d.mcp", "# last\ncall three")
    let script = try ScriptParser().parse(file: path("a.mcp"))
    #expect(script.file == path("a.mcp"))
    #expect(
      script.steps.map { "\($0.location.file.split(separator: "/").last ?? ""):\($0.location.line)" } == [
        "a.mcp:1", "b.mcp:1", "b.mcp:2", "c d.mcp:2", "a.mcp:3",
      ])
  }

  @Test func cycleIsNamedWhereItCloses() throws {
    try write("a.mcp", "include parts/b.mcp")
    try write("parts/b.mcp", "call t\ninclude ../a.mcp")
    let problems = try problems(of: "a.mcp")
    #expect(problems.map(\.location) == [SourceLocation(file: path("parts/b.mcp"), line: 2, column: 9)])
    #expect(problems.first?.message.english == "the file includes itself")
  }

  @Test func problemsOfAllFilesAreFound() throws {
    try write("a.mcp", "includ x\ninclude parts/b.mcp\ninclude parts/none.mcp\ninclude parts\nwithin 2")
    try write("parts/b.mcp", "\nexit x")
    let problems = try problems(of: "a.mcp")
    #expect(problems.map(\.location.line) == [1, 2, 3, 4, 5])
    #expect(problems[1].sourceLine == "exit x")
    #expect(problems[2].message.english.contains("there is no file"))
    #expect(problems[3].message.english.contains("cannot be read"))
  }

  @Test func includesAreBounded() throws {
    for level in 0..<20 { try write("\(level).mcp", "include \(level + 1).mcp") }
    #expect(try problems(of: "0.mcp").first?.message.english.contains("more than 16 files") == true)
    try write("many.mcp", String(repeating: "include none.txt\n", count: 1100))
    try write("none.txt", "# nothing")
    #expect(try problems(of: "many.mcp").count == 101)
  }

  @Test func missingFileIsAProblemOfItsOwn() throws {
    let problem = try #require(try problems(of: "none.mcp").first)
    #expect(problem.location == SourceLocation(file: path("none.mcp"), line: 1))
    #expect(problem.message.chinese.contains("不存在"))
  }

  private func problems(of name: String) throws -> [ScriptProblem] {
    let error = #expect(throws: ScriptProblems.self) { _ = try ScriptParser().parse(file: path(name)) }
    return error?.problems ?? []
  }

  private func path(_ name: String) -> String { folder.appending(path: name).path }

  private func write(_ name: String, _ text: String) throws {
    try Data(text.utf8).write(to: folder.appending(path: name))
  }
}
