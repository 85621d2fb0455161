package import SandboxModel

/// The start of a story.
package struct StoryStart {
  private let context: RequestContext
  private let name: Story.Name
  private let pace: StoryRun.Pace
  /// The owner of the order or the depositor; that of the sandbox's own key unless the request came with one.
  private let tenant: String

  package init(context: RequestContext, name: Story.Name, pace: StoryRun.Pace = .atOnce) {
    self.context = context
    self.name = name
    self.pace = pace
    tenant = (context.tenant ?? .standard).id
  }

  /// Stores the story and plays the steps that are due: at once all of them, for which the sandbox's clock is moved;
  /// otherwise the first.
  /// - Returns: the story, the time of the sandbox's clock after it, and the number of other orders that have ended
  ///   because the clock was moved.
  /// - Throws: the refusal of the first step, such as that of an empty pool. Nothing is stored then.
  package func run() throws -> (story: StoryRun, now: Timestamp, endedOrders: Int) {
    let story = try makeRun()
    let times = Story.named(name).steps.map { context.now.adding(seconds: Int64($0.seconds)) }
    try context.store.stories.insert(story, steps: times)
    let end = pace == .atOnce ? times.last ?? context.now : context.now
    let ended = try context.moveClock(to: end)
    // The reply tells of every step, so the story does not wait for a later transaction.
    while try context.at(end).settleDue().isMoreDue {}
    let played = try context.store.stories.find(id: story.id) ?? story
    let order = try played.orderId.flatMap { try context.store.orders.find(id: $0) }
    return (played, end, order?.status == .expired ? ended - 1 : ended)
  }

  private func makeRun() throws -> StoryRun {
    let sequence = try context.store.stories.nextSequence()
    let id = context.store.identifiers.id("story", sequence)
    let words = name.rawValue.replacing("_", with: "-")
    return StoryRun(
      sequence: sequence, id: id, tenant: tenant, name: name.rawValue, pace: pace,
      reference: "story-\(words)-\(id.suffix(8))", startedAt: context.now)
  }
}
