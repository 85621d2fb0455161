package import HTTP
import SandboxModel

extension SandboxService {
  package var changes: ChangeFeed { settings.changes }

  /// Reports a request that was answered, without the secrets in its target.
  package func report(_ request: AnsweredRequest) {
    var request = request
    request.target = LoggedTarget.text(request.target, hiding: settings.controlToken)
    settings.observe?(.request(request))
    guard request.isForActivity else { return }
    note(.request(request))
  }

  func report(_ delivery: AttemptedDelivery) {
    settings.observe?(.delivery(delivery))
    note(.delivery(delivery))
  }

  /// - Returns: the number of the entry.
  func note(_ action: ControlAction) -> Int {
    let number = settings.activity.reserve()
    publish([PendingNote(number: number, time: approximateTime, action: action)])
    return number
  }

  private func note(_ content: ActivityEntry.Content) {
    settings.activity.append(content, at: approximateTime)
    settings.changes.publish(.activity)
  }

  /// Adds to the log what a transaction has done, once it is committed.
  func publish(_ notes: [PendingNote]) {
    guard !notes.isEmpty else { return }
    for note in notes { settings.activity.append(.control(note.action), number: note.number, at: note.time) }
    settings.changes.publish(.activity)
  }
}

/// An entry of the activity log that waits for its transaction.
struct PendingNote: Sendable {
  let number: Int
  let time: Timestamp
  let action: ControlAction
}

extension RequestContext {
  /// Notes what the transaction does. The log shows it only if the transaction is committed.
  /// - Returns: the number of the entry.
  @discardableResult
  package func note(_ action: ControlAction) -> Int {
    let note = PendingNote(number: settings.activity.reserve(), time: now, action: action)
    afterCommit.add(note)
    return note.number
  }

  /// The number of the last entry that this request has noted.
  package var lastNote: Int? { afterCommit.lastNote }

  /// Turns the reply into a stream that tells of changes until the client closes the connection.
  package func streamEvents() -> HTTPResponse {
    afterCommit.isEventStream = true
    return HTTPResponse(
      status: 200, headers: ["Content-Type": "text/event-stream", "Cache-Control": "no-store"])
  }
}

extension AnsweredRequest {
  /// The first segments of paths that browsers ask for to show what the sandbox has.
  private static let pages: Set<Substring> = ["", "money", "controls", "samples", "_assets", "_events", "favicon.ico"]

  /// Whether the log shows the request: those that only draw pages would push everything else out of it.
  fileprivate var isForActivity: Bool {
    let segment = target.drop { $0 == "/" }.prefix { $0 != "/" && $0 != "?" }
    if Self.pages.contains(segment) { return false }
    return !["pay", "checkout"].contains(segment) || method == "POST"
  }
}
