import JSON

/// What a person asks for in a chat, as the calls that a model makes of it.
struct ChatTask {
  let name: String
  let steps: [Step]

  struct Step {
    let tool: String
    /// JSON, in which `${name}` stands for a value of an earlier step.
    let arguments: String
    /// Names of members of the result's data that later steps use, by the names they have there.
    var captures: [String: String] = [:]
    var isError = false
    /// What the first line must hold, in either language.
    var facts: [String] = []
    var english: [String] = []
    var chinese: [String] = []
    /// What no line of the answer may hold, in either language.
    var misleading: [String] = []

    init(_ tool: String, _ arguments: String = "{}") {
      (self.tool, self.arguments) = (tool, arguments)
    }

    func says(_ facts: String..., en: [String] = [], zh: [String] = []) -> Step {
      var step = self
      (step.facts, step.english, step.chinese) = (step.facts + facts, step.english + en, step.chinese + zh)
      return step
    }

    func neverSays(_ words: String...) -> Step {
      var step = self
      step.misleading += words
      return step
    }

    func keeps(_ captures: [String: String]) -> Step {
      var step = self
      step.captures = captures
      return step
    }

    func fails() -> Step {
      var step = self
      step.isError = true
      return step
    }
  }
}
