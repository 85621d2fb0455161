import SandboxAPI
import SandboxModel

/// The controls of clock, webhooks, faults and addresses.
struct ControlsPage {
  private static let endpoints = 20

  let view: DashboardContext
  var faultForm = FaultForm()
  var endpointForm = EndpointForm()
  private let window: Timestamp?
  private let grace: Timestamp?
  private let faults: [FaultRule]
  private let receivers: [WebhookEndpoint]

  init(
    view: DashboardContext, faultForm: FaultForm = FaultForm(), endpointForm: EndpointForm = EndpointForm()
  ) throws {
    self.view = view
    self.faultForm = faultForm
    self.endpointForm = endpointForm
    window = try view.store.orders.nextWindowEnd(after: view.now)
    grace = try view.store.orders.nextGraceEnd(after: view.now)
    faults = try view.store.faults.all()
    receivers = try view.context.endpoints(limit: Self.endpoints)
  }

  var webPage: WebPage {
    DashboardFrame(
      view: view, place: .controls, title: view.text(.controls), path: "/controls", sections: [.records],
      content: """
        <div class="news" data-news><button type="button" class="quiet" hidden></button></div>
        <div class="panels">\(clock)\(stories)\(webhook)\(faultPanel)\(pool)\(reset)</div>
        """
    ).webPage
  }

  private func panel(_ id: HTML, _ heading: Phrase, _ detail: Phrase, _ content: HTML) -> HTML {
    """
    <section class="card panel" aria-labelledby="\(id)" data-section="\(id)"><h2 id="\(id)">\(view.text(heading))</h2>
    <p class="detail">\(view.text(detail))</p>
    \(content)</section>

    """
  }

  // MARK: Clock

  private var clock: HTML {
    panel(
      "clock", .clock, .clockDetail,
      """
      <p class="big">\(view.time(view.now))</p>
      <div class="actions">\(step(.minute, view.text(.plusMinute)))\(step(.tenMinutes, view.text(.plusTenMinutes)))\
      \(window.map { step(.window, view.text(.toWindowEnd, ["time": time($0)])) })\
      \(grace.map { step(.grace, view.text(.toGraceEnd, ["time": time($0)])) })</div>
      \(grace == nil ? noDeadline : .nothing)
      """)
  }

  private var noDeadline: HTML { "<p class=\"hint\">\(view.text(.noDeadline))</p>" }

  private func step(_ step: ClockStep, _ label: String) -> HTML {
    view.button("/controls/clock", label, fields: [("move", step.rawValue)])
  }

  private func time(_ time: Timestamp) -> String { String(time.description.dropFirst(11).prefix(8)) }

  // MARK: Stories

  private var stories: HTML {
    let names = Story.all.map { ($0.name.rawValue, view.text($0.title)) }
    let paces = [
      (StoryRun.Pace.atOnce.rawValue, view.text(.paceAtOnce)), (StoryRun.Pace.clock.rawValue, view.text(.paceClock)),
    ]
    return panel(
      "stories", .stories, .storiesDetail,
      view.form(
        "/controls/stories",
        """
        \(FormField(name: "story", label: .story).choice(view, names, selected: nil))\
        \(FormField(name: "pace", label: .pace).choice(view, paces, selected: nil))\
        <button>\(view.text(.playStory))</button>
        """, kind: "fields"))
  }

  // MARK: Webhooks

  private var webhook: HTML {
    let rows: [HTML] = receivers.map { endpoint in
      let remove: HTML =
        endpoint.tenant == nil
        ? "<span class=\"hint\">\(view.text(.setAtStart))</span>"
        : view.button("/controls/endpoints/remove", view.text(.remove), fields: [("id", endpoint.id)])
      return """
        <li data-key="\(endpoint.id)"><span class="grow"><bdi>\(LoggedTarget.withoutQuery(endpoint.url))</bdi> \
        <small>\(endpoint.scheme.rawValue)</small></span>\
        \(view.button("/controls/endpoints/test", view.text(.sendTest), fields: [("id", endpoint.id)]))\(remove)</li>

        """
    }
    let list: HTML = rows.isEmpty ? "" : "<ul class=\"rows\">\n\(rows)</ul>"
    return panel("webhook", .endpoint, .endpointDetail, list + endpointForm.html(view))
  }

  // MARK: Faults

  private var faultPanel: HTML {
    let rows: [HTML] = faults.reversed().map { rule in
      let left = rule.remaining.map { view.text(.hitsLeft, ["count": "\($0)"]) } ?? view.text(.untilRemoved)
      return """
        <li data-key="\(rule.id)"><span class="grow"><code>\(rule.route)</code> \(rule.words(view)) \
        <small>\(view.text(.hitsSoFar, ["count": "\(rule.hits)"])) · \(left)</small></span>\
        \(view.button("/controls/faults/remove", view.text(.remove), fields: [("id", rule.id)]))</li>

        """
    }
    let list: HTML = rows.isEmpty ? "" : "<ul class=\"rows\">\n\(rows)</ul>"
    return panel("faults", .faults, .faultsDetail, list + faultForm.html(view))
  }

  // MARK: Addresses and everything

  private var pool: HTML {
    panel(
      "pool", .pool, .drainDetail,
      """
      <div class="actions">\(view.button("/controls/pool/drain", view.text(.drain)))\
      \(view.button("/controls/pool/refill", view.text(.refill)))\
      <a href="\(view.page.link("/money/pool"))">\(view.text(.showPool))</a></div>
      """)
  }

  private var reset: HTML {
    panel(
      "reset", .resetHeading, .resetDetail,
      """
      <div class="actions"><a class="button quiet" href="\(view.page.link("/controls/reset"))">\(view.text(.resetAsk))</a>\
      </div>
      """)
  }
}
