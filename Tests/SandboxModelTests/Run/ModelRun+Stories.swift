import JSON

@testable import Sandbox
@testable import SandboxAPI
@testable import SandboxModel

extension ModelRun {
  static var storyOperations: [Operation] {
    [("play story", 5, ModelRun.playStory), ("read story", 2, ModelRun.readStory)]
  }

  private func playStory() throws {
    guard let name = pick(ReferenceStory.table.keys.sorted()) else { return }
    let isAtOnce = oneIn(2)
    let reply = try sandbox.post(
      "/_sandbox/stories", ["story": .string(name), "pace": isAtOnce ? "at_once" : "clock"])
    guard model.canStart(name) else {
      _ = try expect(reply, 409, "InsufficientAddresses")
      return
    }
    let data = try expect(reply, 201).data
    let story = ReferenceStory(
      id: data["storyId"]?.string ?? "", name: name, reference: data["reference"]?.string ?? "",
      at: model.now)
    model.start(story)
    model.advance(to: isAtOnce ? story.lastAt : model.now)
    try nameOrders()
    guard let started = model.stories.last else { return }
    try checkStory(data, started)
  }

  private func readStory() throws {
    if let story = pick(Array(model.stories.suffix(30))) { try checkStory(story) }
  }

  func checkStory(_ story: ReferenceStory) throws {
    try checkStory(try expect(try sandbox.get("/_sandbox/stories/\(story.id)"), 200).data, story)
  }

  private func checkStory(_ view: JSONValue, _ story: ReferenceStory) throws {
    try expect(view["story"]?.string, story.name, "name of \(story.id)")
    try expect(view["state"]?.string, story.isOver ? "ended" : "playing", "state of \(story.name)")
    let done = (view["steps"]?.array ?? []).map { $0["done"]?.bool == true }
    try expect(done, (0..<done.count).map { $0 < story.done }, "steps of \(story.name)")
    if let id = story.order { try checkOrder(view["order"] ?? .null, id) }
  }

  /// Orders that stories have made get the ids that the sandbox gave them.
  func nameOrders() throws {
    for story in model.stories.suffix(60) where story.order == story.reference {
      let view = try sandbox.get("/_sandbox/stories/\(story.id)").data
      try expect(view["orderId"]?.string != nil, true, "order of \(story.name)")
      model.rename(story.reference, to: view["orderId"]?.string ?? "")
    }
  }
}
