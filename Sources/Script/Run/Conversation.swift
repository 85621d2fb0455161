package import JSON
package import JSONRPC

/// What was sent to a server since its start and what it has answered: which requests are open, which answers and
/// notifications can still be asked for, and whether the server has broken the protocol. Reads and writes nothing itself.
package struct Conversation: Sendable {
  /// A frame that was sent, by its place in the order of sending.
  package typealias Frame = Int

  package enum Event: Sendable, Equatable {
    case answer(to: Frame)
    case notification
    case request(ServerRequest)
  }

  /// A request, or several in one array, of which each has an answer.
  private struct Pending: Sendable {
    /// Empty where the frame has no readable id.
    let ids: [RequestID]
    /// Those without an answer.
    var open: [RequestID]
    let isBatch: Bool
    /// Whether an error without an id may answer it.
    let mayLackID: Bool
    /// Nil until it is complete.
    var answer: JSONValue?
    /// The answers to the requests of a batch that came one by one.
    var parts: [JSONValue] = []
    var isNeeded: Bool

    init(_ ids: [RequestID], isBatch: Bool = false, mayLackID: Bool = false, isNeeded: Bool = true) {
      (self.ids, open, self.isBatch, self.mayLackID, self.isNeeded) = (ids, ids, isBatch, mayLackID, isNeeded)
    }
  }

  /// More than a script can want at once. Older ones are dropped, so that a server cannot fill the memory.
  private static let keptNotifications = 10_000

  /// The ids whose answers are kept when further frames are sent; nil for all.
  private let kept: Set<RequestID>?
  private var pending: [Frame: Pending] = [:]
  private var frames: [RequestID: Frame] = [:]
  /// Frames that have no answer yet, by id, the oldest first. Two requests under one id are a mistake that a script may
  /// make on purpose.
  private var open: [RequestID: [Frame]] = [:]
  /// Frames that an error without an id may answer, the oldest first.
  private var openWithoutID: [Frame] = []
  private var next = 0
  private var hasEnded = false
  private var inputHasEnded = false

  /// The last frame that asks for an answer.
  package private(set) var last: Frame?
  /// The last frame whose answer may come without an id.
  package private(set) var lastWithoutID: Frame?
  /// Notifications, and requests of the server's, that no step has taken yet, the oldest first.
  package private(set) var notifications: [JSONValue] = []

  /// - Parameter kept: the ids whose answers may be asked for after later frames; nil for all.
  package init(keeping kept: Set<RequestID>? = []) {
    self.kept = kept
  }

  // MARK: Sent

  /// Takes note of a frame that is sent.
  ///
  /// - Returns: its number, if it asks for an answer.
  @discardableResult package mutating func send(_ frame: SentFrame) -> Frame? {
    switch frame {
    case .request(let id, _, _): return add(Pending([id]))
    case .batch(let frames):
      frames.forEach { noteCancellation($0) }
      let isNeeded = !frame.requestIDs.isEmpty
      return add(Pending(frame.requestIDs, isBatch: true, mayLackID: true, isNeeded: isNeeded))
    case .notification:
      noteCancellation(frame)
      return nil
    case .unreadable(let id): return add(Pending(id.map { [$0] } ?? [], mayLackID: true, isNeeded: false))
    case .response: return nil
    }
  }

  /// The answer to a request that is cancelled may have been on its way, and may not come at all.
  private mutating func noteCancellation(_ frame: SentFrame) {
    guard case .notification("notifications/cancelled", let parameters) = frame,
      let id = parameters?["requestId"].flatMap(RequestID.init), let frame = open[id]?.last
    else { return }
    pending[frame]?.isNeeded = false
  }

  private mutating func add(_ request: Pending) -> Frame {
    forget(last)
    next += 1
    pending[next] = request
    for id in request.open {
      open[id, default: []].append(next)
      frames[id] = next
    }
    if request.mayLackID {
      openWithoutID.append(next)
      lastWithoutID = next
    }
    last = next
    return next
  }

  /// Drops an answer that nothing can ask for any more: a script of 10,000 calls would keep them all.
  private mutating func forget(_ frame: Frame?) {
    guard let kept, let frame, let request = pending[frame], request.answer != nil, frame != lastWithoutID,
      !request.ids.contains(where: { kept.contains($0) && frames[$0] == frame })
    else { return }
    pending[frame] = nil
  }

  // MARK: Received

  /// Takes a line of the server's output.
  package mutating func receive(_ line: [UInt8]) throws(ProtocolViolation) -> [Event] {
    guard !hasEnded else { throw .afterEnd(line) }
    let wasOver = isOver
    let events = try events(of: line)
    let isAnswer = { (event: Event) in if case .answer = event { true } else { false } }
    guard !wasOver || events.allSatisfy(isAnswer) else { throw .afterEnd(line) }
    return events
  }

  private mutating func events(of line: [UInt8]) throws(ProtocolViolation) -> [Event] {
    let value: JSONValue
    do {
      value = try JSONParser.parse(line)
    } catch {
      throw .noMessage(.notJSON(error), line)
    }
    guard case .array(let elements) = value, !elements.isEmpty else { return [try receive(value, line)] }
    return try receiveBatch(elements, value, line)
  }

  private mutating func receiveBatch(
    _ elements: [JSONValue], _ whole: JSONValue, _ line: [UInt8]
  ) throws(ProtocolViolation) -> [Event] {
    var events: [Event] = []
    for element in elements { events.append(try receive(element, line)) }
    // The answer to an array is the array as it came, not its parts in another order.
    for case .answer(let frame) in events where pending[frame]?.isBatch == true { pending[frame]?.answer = whole }
    return events
  }

  private mutating func receive(_ value: JSONValue, _ line: [UInt8]) throws(ProtocolViolation) -> Event {
    let message: ReceivedMessage
    do throws(MessageFault) {
      message = try ReceivedMessage(value)
    } catch {
      throw .noMessage(error, line)
    }
    switch message {
    case .answer(let id?, let answer): return .answer(to: try settle(id, answer, line))
    case .answer(nil, let answer): return .answer(to: try settle(answer, line))
    case .request(let request):
      keep(value)
      return .request(request)
    case .notification(let notification):
      keep(notification)
      return .notification
    }
  }

  private mutating func keep(_ message: JSONValue) {
    if notifications.count == Self.keptNotifications { notifications.removeFirst(Self.keptNotifications / 2) }
    notifications.append(message)
  }

  private mutating func settle(_ id: RequestID, _ answer: JSONValue, _ line: [UInt8]) throws(ProtocolViolation) -> Frame
  {
    guard var waiting = open[id], let frame = waiting.first else {
      guard frames[id] == nil else { throw .secondAnswer(id, line) }
      // A server may find an id in a frame that is no JSON here.
      guard answer["error"] != nil, let frame = openWithoutID.first, pending[frame]?.ids.isEmpty == true else {
        throw .unknownID(id, line)
      }
      return try settle(answer, line)
    }
    waiting.removeFirst()
    open[id] = waiting.isEmpty ? nil : waiting
    guard var request = pending[frame] else { return frame }
    request.open.removeAll { $0 == id }
    request.parts.append(answer)
    if request.open.isEmpty {
      request.answer = request.isBatch ? .array(request.parts) : answer
      openWithoutID.removeAll { $0 == frame }
    }
    pending[frame] = request
    if frame != last { forget(frame) }
    return frame
  }

  /// Takes an error without an id: of the oldest frame that it can belong to.
  private mutating func settle(_ answer: JSONValue, _ line: [UInt8]) throws(ProtocolViolation) -> Frame {
    guard let frame = openWithoutID.first else { throw .unknownID(nil, line) }
    openWithoutID.removeFirst()
    for id in pending[frame]?.open ?? [] { open[id]?.removeAll { $0 == frame } }
    pending[frame]?.open = []
    pending[frame]?.answer = answer
    return frame
  }

  /// Takes note that nothing more is sent.
  package mutating func endInput() {
    inputHasEnded = true
  }

  /// Whether no request waits for its answer.
  package var isIdle: Bool {
    openWithoutID.isEmpty && pending.values.allSatisfy(\.open.isEmpty)
  }

  /// Whether nothing more may come. While a request is open, the server may not have read the end of its input yet.
  private var isOver: Bool { inputHasEnded && isIdle }

  /// Takes note that the server's output has ended.
  package mutating func end(rest: [UInt8] = []) throws(ProtocolViolation) {
    hasEnded = true
    if !rest.isEmpty { throw .unfinishedLine(rest) }
  }

  // MARK: What can be asked for

  /// The frame whose request had this id, the latest of several.
  package func frame(of id: RequestID) -> Frame? {
    frames[id]
  }

  package func answer(to frame: Frame) -> JSONValue? {
    pending[frame]?.answer
  }

  /// The ids of the requests that must be answered and are not, in the order of sending.
  package var unanswered: [RequestID] {
    pending.filter { $0.value.isNeeded && !$0.value.open.isEmpty }.sorted { $0.key < $1.key }.flatMap(\.value.open)
  }

  /// Whether every request that must be answered is.
  package var isSettled: Bool {
    open.isEmpty || unanswered.isEmpty
  }

  /// Takes the oldest notification that fits.
  package mutating func takeNotification(where fits: (JSONValue) -> Bool) -> JSONValue? {
    notifications.firstIndex(where: fits).map { notifications.remove(at: $0) }
  }
}

/// What a server wrote and no client can accept.
package enum ProtocolViolation: Error, Sendable, Equatable {
  /// A line that is no message of JSON-RPC, such as a log line on standard output.
  case noMessage(MessageFault, [UInt8])
  /// An answer to a request that was never sent. Nil for an answer without an id where every frame could be read.
  case unknownID(RequestID?, [UInt8])
  case secondAnswer(RequestID, [UInt8])
  /// Bytes after the last end of a line.
  case unfinishedLine([UInt8])
  /// A notification or a request when the input had ended and every request was answered, or a message after the end of
  /// the output.
  case afterEnd([UInt8])
  /// A result of `initialize` that names no revision.
  case noRevision([UInt8])
  /// The server has ended as it should, but for these requests.
  case unanswered([RequestID])

  package var line: [UInt8]? {
    switch self {
    case .noMessage(_, let line), .unknownID(_, let line), .secondAnswer(_, let line), .unfinishedLine(let line),
      .afterEnd(let line), .noRevision(let line):
      line
    case .unanswered: nil
    }
  }
}
