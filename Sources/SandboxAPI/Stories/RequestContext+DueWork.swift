import JSON
import SandboxModel

extension RequestContext {
  /// Ends the orders and plays the steps of stories that are due, each at its own time and in the order of these times, as
  /// many as one transaction should.
  @discardableResult
  func settleDue() throws -> OrderSettlement.Batch {
    var ended = 0
    while let (story, step) = try store.stories.due(at: now) {
      let batch = try store.settlement.settleDue(now: step.dueAt)
      ended += batch.ended
      if batch.isMoreDue { return OrderSettlement.Batch(ended: ended, isMoreDue: true) }
      try at(step.dueAt).play(step, of: story)
    }
    var batch = try store.settlement.settleDue(now: now)
    batch.ended += ended
    return batch
  }

  /// Plays one step. If it fails, its effects are undone and the story goes on; the first step alone fails with its
  /// story.
  private func play(_ step: StoredStep, of story: StoryRun) throws {
    var problem: StoryText?
    do {
      problem = try store.database.savepoint { try perform(step, of: story) }
    } catch  where step.number > 0 && !(error is DatabaseError) {
      // A step that stayed due would fail every later request.
      problem = StoryText(error)
    }
    var result = try stateView(of: try store.stories.find(id: story.id) ?? story)
    if let problem { result.append("problem", .object(problem.view)) }
    try store.stories.finish(step, of: story, result: JSONValue.object(result).description)
  }

  /// - Returns: what happened instead of what the step says; nil if nothing else did.
  private func perform(_ step: StoredStep, of story: StoryRun) throws -> StoryText? {
    let steps = Story.Name(rawValue: story.name).map { Story.named($0).steps } ?? []
    // The story may have been started by another version of this program.
    guard steps.indices.contains(step.number) else {
      return StoryText("This version does not know the step", "此版本没有这一步")
    }
    let player = StoryPlayer(story, self)
    var problem: StoryText?
    for action in steps[step.number].actions { problem = try player.perform(action) ?? problem }
    return try problem ?? player.otherEnd(than: steps[step.number])
  }
}
