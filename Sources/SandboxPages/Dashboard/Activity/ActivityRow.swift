import SandboxAPI
import SandboxModel

/// One entry of the log: a line, and its details below.
struct ActivityRow {
  let view: DashboardContext
  let entry: ActivityEntry

  var html: HTML {
    switch entry.content {
    case .request(let request): row(request)
    case .delivery(let delivery): row(delivery)
    case .control(let action): row(action)
    }
  }

  private func row(_ request: AnsweredRequest) -> HTML {
    let parts = request.target.split(separator: "?", maxSplits: 1)
    let (mark, status) = RequestStatus(request).shown(view)
    let fault: HTML? = request.fault.map { _ in view.badge(.waiting, .fault) }
    return expandable(
      subject: "<code>\(request.method) \(String(parts.first ?? ""))</code>\(fault)", mark, status,
      milliseconds: request.milliseconds,
      [
        (.query, parts.count > 1 ? "<code>\(String(parts[1]))</code>" : nil),
        (.error, request.detail.errorName.map { "<code>\($0)</code>" }),
        (.message, request.detail.errorMessage.map { "\($0)" }), (.fault, request.fault.map { "<code>\($0)</code>" }),
        (.apiKey, request.detail.key.map { "<code>\($0)</code>" }),
        (.requestId, request.detail.requestId.map { "<code>\($0)</code>" }),
      ])
  }

  private func row(_ delivery: AttemptedDelivery) -> HTML {
    let attempt = delivery.attempt
    let isDelivered = attempt.outcome == .delivered
    let answer: String = attempt.status.map { "HTTP \($0)" } ?? attempt.problem ?? "–"
    let retry: String = delivery.secondsToNext.map { ", " + view.text(.againIn, ["seconds": "\($0)"]) } ?? ""
    let page = view.page.link("/money/webhooks/\(delivery.deliveryId)")
    return expandable(
      subject: "<code>\(delivery.event.rawValue)</code> → <code>\(delivery.url)</code>",
      isDelivered ? .good : .bad, view.text(isDelivered ? .deliverySuccess : .deliveryFailed),
      milliseconds: attempt.milliseconds,
      [
        (.answer, "\(answer)"),
        (.attempt, "\(delivery.number)\(retry)"),
        (.signature, attempt.signature.map { view.value($0) }),
        (.event, view.value(delivery.eventId)),
        (.delivery, "<a href=\"\(page)\">\(delivery.deliveryId)</a>"),
      ])
  }

  private func row(_ action: ControlAction) -> HTML {
    """
    <li data-key="\(entry.number)"><div class="line">\(view.clock(entry.time)) \
    <span class="subject">\(action.sentence(view))</span> \
    \(view.badge(action.hasFailed ? .bad : .plain, .control))</div></li>

    """
  }

  private func expandable(
    subject: HTML, _ mark: StatusMark, _ status: String, milliseconds: Int, _ details: [(Phrase, HTML?)]
  ) -> HTML {
    let items: [HTML] = details.compactMap { name, value in
      value.map { "<div><dt>\(view.text(name))</dt><dd>\($0)</dd></div>" }
    }
    return """
      <li data-key="\(entry.number)"><details><summary class="line">\(view.clock(entry.time)) \
      <span class="subject">\(subject)</span> \(view.badge(mark, status)) \
      <span class="ms">\(milliseconds) ms</span></summary><dl class="facts">\(items)</dl></details></li>

      """
  }
}

/// The status of a reply in words and as a number.
struct RequestStatus {
  private let status: Int?

  init(_ request: AnsweredRequest) {
    status = request.status
  }

  func shown(_ view: DashboardContext) -> (StatusMark, String) {
    guard let status else { return (.bad, view.text(.noReply)) }
    return (status < 400 ? .good : .bad, "\(status) \(view.text(phrase(status)))")
  }

  private func phrase(_ status: Int) -> Phrase {
    switch status {
    case 200..<201: .statusOK
    case 201: .statusCreated
    case 202..<400: .statusDone
    case 400: .statusBadRequest
    case 401: .statusUnauthorized
    case 403: .statusForbidden
    case 404: .statusNotFound
    case 405: .statusMethodNotAllowed
    case 409: .statusConflict
    case 410: .statusClosed
    case 413: .statusTooLarge
    case 421: .statusMisdirected
    case 429: .statusTooMany
    case 503: .statusUnavailable
    case 500...: .statusServerError
    default: .statusRefused
    }
  }
}

extension ControlAction {
  /// Whether the action had no success.
  var hasFailed: Bool {
    if case .testSent(_, let problem?) = self { return !problem.isEmpty }
    return false
  }

  /// What was done, as the log and the notice of a page say it.
  func sentence(_ view: DashboardContext) -> HTML {
    switch self {
    case .clockMoved(let time, 0): "\(view.text(.didMoveClock)) \(view.time(time))"
    case .clockMoved(let time, let orders):
      "\(view.text(.didMoveClock)) \(view.time(time)); \(view.text(.endedOrders, ["count": "\(orders)"]))"
    case .faultAdded(let rule): "\(view.text(.didAddFault)) <code>\(rule.route)</code>, \(rule.words(view))"
    case .faultRemoved: "\(view.text(.didRemoveFault))"
    case .endpointSet(let url): "\(view.text(.didSetEndpoint)) <code>\(LoggedTarget.withoutQuery(url))</code>"
    case .endpointRemoved: "\(view.text(.didRemoveEndpoint))"
    case .testSent(let status, nil): "\(view.text(.testDelivered)) (HTTP \(status ?? 0))"
    case .testSent(_, let problem?): "\(view.text(.testFailed)) \(problem)"
    case .poolDrained: "\(view.text(.didDrain))"
    case .poolRefilled: "\(view.text(.didRefill))"
    case .reset: "\(view.text(.didReset))"
    case .sampleMade(let id, let reference): "\(view.text(.didMakeSample)) \(view.orderLink(id, reference))"
    case .storyPlayed(let name, let id, let reference):
      "\(view.text(.didPlayStory)) \(view.text(Story.named(name).title)): \(view.orderLink(id, reference))"
    case .orderPaid(let id, let reference): "\(view.text(.didPay)) \(view.orderLink(id, reference))"
    }
  }
}

extension DashboardContext {
  /// A link to the page of an order, or its name alone if there is no id.
  func orderLink(_ id: String, _ reference: String) -> HTML {
    id.isEmpty
      ? "<bdi>\(reference)</bdi>"
      : "<a href=\"\(page.link("/money/orders/\(context.settings.dialect.shown(id))"))\"><bdi>\(reference)</bdi></a>"
  }
}

extension FaultRule {
  /// What the fault does, in words.
  func words(_ view: DashboardContext) -> HTML {
    let delay = delayMilliseconds > 0 ? ", \(delayMilliseconds) ms" : ""
    return "\(view.text(kind.name))\(status.map { " \($0)" } ?? "")\(delay)"
  }
}

extension FaultKind {
  var name: Phrase {
    switch self {
    case .status: .faultStatus
    case .delay: .faultDelay
    case .hang: .faultHang
    case .resetBefore: .faultResetBefore
    case .resetAfter: .faultResetAfter
    case .truncatedBody: .faultTruncated
    case .notJSON: .faultNotJSON
    case .emptyBody: .faultEmpty
    case .successFalse: .faultSuccessFalse
    case .gatewayPage: .faultGatewayPage
    case .slowBody: .faultSlowBody
    case .wrongType: .faultWrongType
    case .notHTTP: .faultNotHTTP
    case .hugeBody: .faultHugeBody
    case .missingFields: .faultMissingFields
    case .unknownStatus: .faultUnknownStatus
    case .otherResource: .faultOtherResource
    case .repeatedRows: .faultRepeatedRows
    case .cappedPage: .faultCappedPage
    }
  }
}
