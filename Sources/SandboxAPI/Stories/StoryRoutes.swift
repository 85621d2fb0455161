import HTTP
import JSON
import SandboxModel

/// The stories as controls.
enum StoryRoutes {
  static let all = [
    Route(.get, "/_sandbox/stories", .control, list),
    Route(.post, "/_sandbox/stories", .control, play),
    Route(.get, "/_sandbox/stories/:storyId", .control, show),
  ]

  private static let latest = ListPage(number: 1, limit: 20)

  /// Lists what is documented of each story, and the latest stories that were started, newest first.
  @Sendable private static func list(_ context: RequestContext) throws -> HTTPResponse {
    var filter = Filter("sequence > 0")
    filter.require("tenant", equals: context.tenant?.id)
    let runs = try context.store.stories.list(filter, latest)
    return Reply.success([
      "stories": .array(Story.all.map { .object($0.view(in: context.settings.dialect)) }),
      "started": .array(try runs.map { .object(try context.summary(of: $0)) }),
    ])
  }

  /// Handles `{story, pace?}`. Answers 201 with the story, its order or depositor, its steps and its events, and with the
  /// clock if the story has moved it.
  @Sendable private static func play(_ context: RequestContext) throws -> HTTPResponse {
    let fields = try Fields(context.request, only: ["story", "pace"])
    try fields.require("story")
    guard let name = try fields.optionalChoice("story", Story.Name.self) else { throw APIError.missing(["story"]) }
    let pace = try fields.optionalChoice("pace", StoryRun.Pace.self) ?? .atOnce
    let (story, now, ended) = try StoryStart(context: context, name: name, pace: pace).run()
    var view = try context.at(now).view(of: story)
    if pace == .atOnce {
      var clock = context.clockView(at: now)
      clock.append("endedOrders", .number(JSONNumber(ended)))
      view.append("clock", .object(clock))
    }
    return Reply.success(view, status: 201)
  }

  @Sendable private static func show(_ context: RequestContext) throws -> HTTPResponse {
    guard let story = try context.store.stories.find(id: context.parameters[0]),
      context.tenant.map({ $0.id == story.tenant }) ?? true
    else { throw APIError.notFound("Story") }
    return Reply.success(try context.view(of: story))
  }
}
