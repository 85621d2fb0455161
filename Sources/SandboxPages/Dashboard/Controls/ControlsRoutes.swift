import HTTP
import SandboxAPI
import SandboxModel

/// The routes of the controls: forms, each answered with a redirect to the page that says what was done.
enum ControlsRoutes {
  static let all = [
    Route(.get, "/controls", .page) { context in
      try DashboardRoutes.guarded(context) { try ControlsPage(view: $0).webPage.response() }
    },
    Route(.get, "/controls/reset", .page) { context in
      try DashboardRoutes.guarded(context) { ResetPage(view: $0).webPage.response() }
    },
    Route(.post, "/controls/clock", .page, clock), Route(.post, "/controls/faults", .page, addFault),
    Route(.post, "/controls/faults/remove", .page, removeFault),
    Route(.post, "/controls/endpoints", .page, addEndpoint),
    Route(.post, "/controls/endpoints/remove", .page, removeEndpoint),
    Route(.post, "/controls/endpoints/test", .page, test),
    Route(.post, "/controls/pool/drain", .page, drain), Route(.post, "/controls/pool/refill", .page, refill),
    Route(.post, "/controls/stories", .page, playStory), Route(.post, "/controls/reset", .page, reset),
  ]

  private static let page = "/controls"

  @Sendable private static func clock(_ context: RequestContext) throws -> HTTPResponse {
    try DashboardRoutes.submitted(context) { view, form in
      guard let move = form["move"].flatMap(ClockStep.init), let time = try move.time(view) else {
        return view.seeOther(page, note: nil)
      }
      try context.advanceClock(to: time)
      return view.seeOther(page, note: context.lastNote)
    }
  }

  @Sendable private static func addFault(_ context: RequestContext) throws -> HTTPResponse {
    try DashboardRoutes.submitted(context) { view, form in
      let draft = FaultForm(form)
      guard let body = draft.body(routes: context.faultRoutes) else {
        return try ControlsPage(view: view, faultForm: draft).webPage.response(status: 400)
      }
      return view.seeOther(page, note: context.note(.faultAdded(try context.addFault(body))))
    }
  }

  @Sendable private static func removeFault(_ context: RequestContext) throws -> HTTPResponse {
    try DashboardRoutes.submitted(context) { view, form in
      let count = try form["id"].map { try context.store.faults.remove(id: $0) } ?? 0
      return view.seeOther(page, note: count > 0 ? context.note(.faultRemoved) : nil)
    }
  }

  @Sendable private static func addEndpoint(_ context: RequestContext) throws -> HTTPResponse {
    try DashboardRoutes.submitted(context) { view, form in
      let draft = EndpointForm(form)
      guard let url = draft.checkedURL, draft.isKeyValid else {
        return try ControlsPage(view: view, endpointForm: draft).webPage.response(status: 400)
      }
      try context.makeEndpoint(url, draft.scheme ?? view.store.webhooks.scheme, key: draft.key)
      return view.seeOther(page, note: context.note(.endpointSet(url: url.text)))
    }
  }

  @Sendable private static func removeEndpoint(_ context: RequestContext) throws -> HTTPResponse {
    try DashboardRoutes.submitted(context) { view, form in
      let isRemoved = try form["id"].map { try context.removeEndpoint(id: $0) } ?? false
      return view.seeOther(page, note: isRemoved ? context.note(.endpointRemoved) : nil)
    }
  }

  @Sendable private static func test(_ context: RequestContext) throws -> HTTPResponse {
    try DashboardRoutes.submitted(context) { view, form in
      let language = view.page
      let sent = try form["id"].flatMap { id in
        try context.sendTest(toEndpoint: id) { WebPage.seeOther(language.link("\(page)?notice=\($0)")) }
      }
      return sent ?? view.seeOther(page, note: nil)
    }
  }

  @Sendable private static func drain(_ context: RequestContext) throws -> HTTPResponse {
    try DashboardRoutes.submitted(context) { view, _ in
      for family in AddressProtocol.allCases { try context.store.pool.drain(family, leaving: 0, now: view.now) }
      return view.seeOther(page, note: context.note(.poolDrained))
    }
  }

  @Sendable private static func refill(_ context: RequestContext) throws -> HTTPResponse {
    try DashboardRoutes.submitted(context) { view, _ in
      for family in AddressProtocol.allCases { try context.store.pool.refill(family) }
      return view.seeOther(page, note: context.note(.poolRefilled))
    }
  }

  @Sendable private static func playStory(_ context: RequestContext) throws -> HTTPResponse {
    try DashboardRoutes.submitted(context) { view, form in
      guard let name = form["story"].flatMap(Story.Name.init) else { return view.seeOther(page, note: nil) }
      let pace = form["pace"].flatMap(StoryRun.Pace.init) ?? .atOnce
      let story = try context.playStory(name, pace)
      return view.seeOther(
        page, note: context.note(.storyPlayed(name, id: story.orderId ?? "", reference: story.reference)))
    }
  }

  @Sendable private static func reset(_ context: RequestContext) throws -> HTTPResponse {
    try DashboardRoutes.submitted(context) { view, _ in
      try context.resetSandbox()
      return view.seeOther(page, note: context.lastNote)
    }
  }
}

/// The moves of the clock that the page offers.
enum ClockStep: String {
  case minute
  case tenMinutes
  case window
  case grace

  /// The time to move to; nil if there is none.
  func time(_ view: DashboardContext) throws -> Timestamp? {
    switch self {
    case .minute: view.now.adding(minutes: 1)
    case .tenMinutes: view.now.adding(minutes: 10)
    case .window: try view.store.orders.nextWindowEnd(after: view.now)
    case .grace: try view.store.orders.nextGraceEnd(after: view.now)
    }
  }
}

/// The question before everything is removed.
struct ResetPage {
  let view: DashboardContext

  var webPage: WebPage {
    DashboardFrame(
      view: view, place: .controls, title: view.text(.resetQuestion), path: "/controls/reset",
      content: """
        <section class="card"><p>\(view.text(.resetDetail))</p>
        <div class="actions">\(view.button("/controls/reset", view.text(.resetNow), kind: "danger"))\
        <a class="button quiet" href="\(view.page.link("/controls"))">\(view.text(.keepAll))</a></div></section>
        """
    ).webPage
  }
}
