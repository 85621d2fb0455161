package import JSON

/// A scripted session (docs/scripts.md): the steps of one file in their order. The steps of files that it includes stand
/// where they were included.
package struct Script: Sendable, Equatable {
  /// The path as it was given.
  package let file: String
  package var steps: [Step]

  package init(file: String, steps: [Step]) {
    (self.file, self.steps) = (file, steps)
  }
}

/// The place of a character in a script.
package struct SourceLocation: Sendable, Hashable {
  package let file: String
  /// Counted from 1.
  package let line: Int
  /// Counted from 1, in characters.
  package let column: Int

  package init(file: String, line: Int, column: Int = 1) {
    (self.file, self.line, self.column) = (file, line, column)
  }
}

/// One frame or directive.
package struct Step: Sendable, Equatable {
  package let location: SourceLocation
  /// The lines of the file that the step takes: an expectation may take several.
  package let lines: ClosedRange<Int>
  package let action: Action

  package init(location: SourceLocation, lines: ClosedRange<Int>, action: Action) {
    (self.location, self.lines, self.action) = (location, lines, action)
  }
}

extension Step {
  package enum Action: Sendable, Equatable {
    /// A line that is sent as it stands, but for `${name}`. `raw TEXT` is one that need not be JSON.
    case frame(String)
    /// `call TOOL name=value …`: a tools/call in the era in force. It waits for its answer.
    case call(tool: String, arguments: JSONObject)
    /// `request METHOD {…}`: any other request in the era in force. It waits for its answer.
    case request(method: String, parameters: JSONObject)
    /// `reply METHOD {…}`: the result with which the next request of that method from the server is answered, such as
    /// elicitation/create. It stands before the call that causes the request.
    case reply(method: String, result: JSONObject)
    /// `client {…}`: the capabilities that the client declares from the next start of a session on.
    case client(capabilities: JSONObject)
    /// `env NAME=value …`: variables of the server from its next start on.
    case environment([String: String])
    /// `expect {…}` of the last answer, or `expect ID {…}`. The id null is that of an answer without an id.
    case expect(Pattern, id: JSONValue?)
    /// `expect error CODE`: a code of JSON-RPC, or a code in the result's `_meta` as a tool's failure has it.
    case expectError(code: JSONValue, id: JSONValue?)
    /// `notify {…}`: a notification that comes, before or after others.
    case notification(Pattern)
    /// `capture NAME = PATH`: from the last answer, for `${NAME}`.
    case capture(name: String, path: ValuePath)
    case eras(EraChoice)
    /// `advance`, `fault`, `pay` …: a directive that calls a tool, from a table that the caller of the parser hands in.
    case control(name: String, call: ToolInvocation)
    case restart
    case kill
    case endOfInput
    /// `exit N`: the server ends by itself with this status.
    case exit(Int32)
    /// `within 2s`: a bound on the wait of each step after it.
    case within(Duration)
  }

  package enum EraChoice: Sendable, Equatable {
    /// A protocol revision by its name.
    case revision(String)
    /// The newest revision of each era: 2025-11-25 and 2026-07-28.
    case both
    /// Every published revision.
    case all
  }

  package struct ToolInvocation: Sendable, Equatable {
    package let tool: String
    package let arguments: JSONObject
    /// The words of the script from which a control word made the call, so that it can be written again.
    package let words: [String]

    package init(tool: String, arguments: JSONObject, words: [String] = []) {
      (self.tool, self.arguments, self.words) = (tool, arguments, words)
    }
  }
}

/// The way to a value inside an answer: `result.content[0].text`.
package struct ValuePath: Sendable, Hashable {
  package enum Component: Sendable, Hashable {
    case member(String)
    /// Counted from 0; from the end if negative.
    case element(Int)
  }

  package let components: [Component]

  package init(_ components: [Component]) {
    self.components = components
  }
}

/// What a value of an answer has to be. Objects are partial: members that the pattern does not name may be there.
package indirect enum Pattern: Sendable, Equatable {
  /// A value without matchers: text as it is, or what is neither text nor made of other values. A number is compared by
  /// value: `1` equals `1.0`. An array or an object in it is matched as `array` or `object` of its values.
  case value(JSONValue)
  /// Text with `${name}` in it.
  case template(String)
  case object([Member])
  /// An array of as many elements as patterns, in their order.
  case array([Pattern])
  /// `any`: any value, also null.
  case any
  /// `string`, `number`, `integer`, `boolean`, `array`, `object`.
  case type(TypeName)
  /// `regex("…")`: a text of which some part fits.
  case regex(String)
  /// `decimal("49.99")`: a text or a number of the same value, however many zeros end it. It may hold `${name}`.
  case decimal(String)
  /// `absent`: a member that is not there.
  case absent
  /// `unordered([…])`: an array whose elements fit one pattern each, in any order.
  case unordered([Pattern])
  /// `length(3)`, `length(1..)`, `length(..5)`, `length(1..5)`: of a text in characters, or an array, or an object.
  case length(ClosedRange<Int>)
  /// `contains(…)`: a text that contains the text, or an array of which an element fits.
  case contains(Pattern)
  case not(Pattern)
  /// `any ~ "ord_1"`: a pattern, and a value that fitted it once. Recordings have them, so that they can be replayed.
  case sample(Pattern, JSONValue)

  package enum TypeName: String, Sendable, CaseIterable {
    case string, number, integer, boolean, array, object
  }

  package struct Member: Sendable, Equatable {
    package let name: String
    package let pattern: Pattern

    package init(name: String, pattern: Pattern) {
      (self.name, self.pattern) = (name, pattern)
    }
  }
}
