import JSON
import SandboxModel

extension StoryText {
  var view: JSONObject { ["en": .string(english), "zh": .string(chinese)] }
}

extension Story {
  /// What is documented of a story.
  func view(in dialect: Dialect) -> JSONObject {
    [
      "story": .string(name.rawValue), "title": .object(title.view),
      "steps": .array(
        steps.map { step in
          [
            "afterSeconds": .number(JSONNumber(step.seconds)), "text": .object(step.text.view),
            "events": .array(step.events(in: dialect).map { .string($0.rawValue) }),
          ]
        }),
      "end": .object(end.view),
      "events": .array(steps.flatMap { $0.events(in: dialect) }.map { .string($0.rawValue) }),
    ]
  }
}

extension RequestContext {
  /// What a story is about and how far it is.
  func summary(of story: StoryRun) throws -> JSONObject {
    summary(of: story, try store.stories.steps(of: story))
  }

  private func summary(of story: StoryRun, _ steps: [StoredStep]) -> JSONObject {
    var view: JSONObject = [
      "storyId": .string(story.id), "story": .string(story.name), "pace": .string(story.pace.rawValue),
      "state": .string(steps.allSatisfy(\.isDone) ? "ended" : "playing"),
      "startedAt": .string(story.startedAt.description),
      "endsAt": .string((steps.last?.dueAt ?? story.startedAt).description), "reference": .string(story.reference),
    ]
    view.appendIfPresent("orderId", story.orderId.map(settings.dialect.shown))
    return view
  }

  /// A story with its order or depositor as it is now, its steps and the events so far.
  func view(of story: StoryRun) throws -> JSONObject {
    let steps = try store.stories.steps(of: story)
    var view = summary(of: story, steps)
    view.appendIfPresent("pageUrl", story.orderId.map { "\(request.root)/pay/order/\(settings.dialect.shown($0))" })
    if let order = try story.orderId.flatMap({ try store.orders.find(id: $0) }) {
      view.append("order", .object(try self.view(of: order)))
    } else if declaration(of: story)?.isOfDepositor == true {
      view.append("depositor", .object(try summary(of: story.reference, story.tenant)))
    }
    view.append("steps", .array(try steps.map { .object(try self.view(of: $0, story)) }))
    view.append("events", .array(try events(of: story)))
    return view
  }

  private func declaration(of story: StoryRun) -> Story? {
    Story.Name(rawValue: story.name).map(Story.named)
  }

  private func view(of step: StoredStep, _ story: StoryRun) throws -> JSONObject {
    let declared = declaration(of: story)?.steps ?? []
    var view: JSONObject = [
      "afterSeconds": .number(
        JSONNumber(Int((step.dueAt.milliseconds - story.startedAt.milliseconds) / 1000))),
      "time": .string(step.dueAt.description), "done": .bool(step.isDone),
    ]
    if declared.indices.contains(step.number) { view.append("text", .object(declared[step.number].text.view)) }
    try view.appendIfPresent("result", json: step.result)
    return view
  }

  /// The events of the story's order or depositor, oldest first.
  private func events(of story: StoryRun) throws -> [JSONValue] {
    var filter = Filter("e.tenant = ?", .text(story.tenant))
    if let id = story.orderId {
      filter.require("e.business_type", equals: WebhookEvent.BusinessType.order.rawValue)
      filter.require("e.business_id", equals: id)
    } else {
      filter.require("e.deposit_reference", equals: story.reference)
    }
    let events = try store.events.list(filter, ListPage(number: 1, limit: ListPage.limits.upperBound))
    return events.reversed().map { event in
      [
        "eventId": .string(event.event.id), "type": .string(event.event.type.rawValue),
        "createdAt": .string(event.event.createdAt.description),
      ]
    }
  }

  /// The state of the story's order or depositor in a few members, as a step leaves it.
  func stateView(of story: StoryRun) throws -> JSONObject {
    if let order = try story.orderId.flatMap({ try store.orders.find(id: $0) }) {
      let received = try store.transfers.received(orderId: order.id)
      return [
        "status": .string(order.status.rawValue), "receivedAmount": .string(received.detected.description),
        "confirmedAmount": .string(received.confirmed.description),
      ]
    }
    guard declaration(of: story)?.isOfDepositor == true else { return [:] }
    let totals = try store.transfers.totals(reference: story.reference, tenant: story.tenant)
    return [
      "totalDeposits": .number(JSONNumber(totals.confirmedCount)),
      "pendingDeposits": .number(JSONNumber(totals.pendingCount)), "totals": .object(totals.view),
    ]
  }
}
