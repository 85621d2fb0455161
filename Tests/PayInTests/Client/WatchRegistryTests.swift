import Synchronization
import Testing

@testable import PayIn

@Suite(.timeLimit(.minutes(1))) struct WatchRegistryTests {
  private struct Reading: WatchTarget {
    let cursor: String
    var isFinal = false
    var secondsLeft: Int?
  }

  /// The watched resource: counts its polls.
  private final class Subject: Sendable {
    private let readings: Mutex<[Result<Reading, PayInError>]>
    private let count = Mutex(0)

    init(_ readings: Result<Reading, PayInError>...) {
      self.readings = Mutex(readings)
    }

    var polls: Int { count.withLock { $0 } }

    func poll() throws(PayInError) -> Reading {
      count.withLock { $0 += 1 }
      return try readings.withLock { $0.count > 1 ? $0.removeFirst() : $0[0] }.get()
    }
  }

  private typealias Results = AsyncStream<Result<Reading, PayInError>>

  private func listen(
    _ registry: WatchRegistry<Reading>, _ key: String = "a", _ poll: @escaping WatchRegistry<Reading>.Poll
  ) -> (Results, WatchRegistry<Reading>.Ticket) {
    let (results, sender) = Results.makeStream()
    return (results, registry.join(key, ceiling: .seconds(4), poll: poll) { sender.yield($0) })
  }

  private static func failure(_ code: PayInError.Code, _ retry: PayInError.Retry) -> Result<Reading, PayInError> {
    .failure(PayInError(code, .order, outcome: nil, retry: retry))
  }

  @Test func listenerGetsEveryPollUntilTheEnd() async {
    let subject = Subject(
      .success(Reading(cursor: "1")), Self.failure(.upstreamError, .safe),
      .success(Reading(cursor: "2", isFinal: true)))
    let registry = WatchRegistry<Reading>(ManualTime().source())
    let (results, ticket) = listen(registry) { _ throws(PayInError) in try subject.poll() }
    var detected: [String] = []
    for await result in results {
      detected.append((try? result.get().cursor) ?? "failed")
      if detected.last == "2" { break }
    }
    registry.leave(ticket)
    #expect(detected == ["1", "failed", "2"])
    #expect(subject.polls == 3)
  }

  /// What one listener asks for reaches all of them.
  @Test func manyListenersShareOnePoller() async {
    let gate = Gate()
    let running = Mutex((now: 0, most: 0))
    let registry = WatchRegistry<Reading>(ManualTime().source())
    let listeners = (1...20).map { _ in
      listen(registry) { _ throws(PayInError) in
        running.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1)) }
        await gate.wait()
        running.withLock { $0.now -= 1 }
        return Reading(cursor: "1", isFinal: true)
      }
    }
    gate.open()
    for (results, ticket) in listeners {
      for await _ in results { break }
      registry.leave(ticket)
    }
    #expect(running.withLock { $0.most } == 1)
  }

  @Test func pollerStopsWhenNobodyListens() async {
    let registry = WatchRegistry<Reading>(ManualTime().source())
    let (cancellations, sender) = AsyncStream.makeStream(of: Void.self)
    let (started, starter) = AsyncStream.makeStream(of: Void.self)
    let (_, ticket) = listen(registry) { _ throws(PayInError) in
      starter.yield()
      await withTaskCancellationHandler {
        try? await Task.sleep(for: .seconds(60))
      } onCancel: {
        sender.yield()
      }
      throw PayInError(.cancelled, .order, outcome: nil, retry: .safe)
    }
    for await _ in started { break }
    registry.leave(ticket)
    for await _ in cancellations { break }
  }

  @Test func newListenerCausesAPollAtOnce() async {
    let subject = Subject(.success(Reading(cursor: "1")), .success(Reading(cursor: "2")))
    let (pauses, pausing) = AsyncStream.makeStream(of: Void.self)
    let time = TimeSource(
      now: { .now }, date: { 0 },
      sleep: { _ in
        pausing.yield()
        try? await Task.sleep(for: .seconds(60))
      }, random: { 0 })
    let registry = WatchRegistry<Reading>(time)
    let (_, first) = listen(registry) { _ throws(PayInError) in try subject.poll() }
    for await _ in pauses { break }
    let (results, second) = listen(registry) { _ throws(PayInError) in try subject.poll() }
    for await result in results {
      #expect((try? result.get().cursor) == "2")
      break
    }
    registry.leave(first)
    registry.leave(second)
  }

  @Test func lastingFailureEndsThePolling() async {
    let subject = Subject(Self.failure(.notFound, .never))
    let registry = WatchRegistry<Reading>(ManualTime().source())
    for count in 1...2 {
      let (results, ticket) = listen(registry) { _ throws(PayInError) in try subject.poll() }
      for await _ in results { break }
      registry.leave(ticket)
      #expect(subject.polls == count)
    }
  }
}

/// Closed until it is opened.
private final class Gate: Sendable {
  private let (stream, sender) = AsyncStream.makeStream(of: Void.self)

  func open() {
    sender.finish()
  }

  func wait() async {
    for await _ in stream {}
  }
}

@Suite struct WatchSubscribersTests {
  @Test func keyIsGivenUpWhenTheLastHasLeft() {
    var subscribers = WatchSubscribers()
    let (first, second) = (subscribers.join("a", ceiling: .seconds(4)), subscribers.join("a", ceiling: .seconds(4)))
    let other = subscribers.join("b", ceiling: .seconds(4))
    #expect(subscribers.tickets(for: "a") == [first, second])
    #expect(subscribers.leave(first) == nil)
    #expect(subscribers.leave(second) == "a")
    #expect(subscribers.leave(second) == nil)
    #expect(subscribers.leave(other) == "b")
    #expect(subscribers.isEmpty)
  }

  @Test func shortestCeilingDecidesHowOftenIsPolled() {
    var subscribers = WatchSubscribers()
    _ = subscribers.join("a", ceiling: .seconds(15))
    let shorter = subscribers.join("a", ceiling: .seconds(4))
    #expect(subscribers.ceiling(for: "a") == .seconds(4))
    _ = subscribers.leave(shorter)
    #expect(subscribers.ceiling(for: "a") == .seconds(15))
    #expect(subscribers.ceiling(for: "b") == nil)
  }

  @Test func canonicallyEquivalentKeysAreTwo() {
    var subscribers = WatchSubscribers()
    let composed = subscribers.join("caf\u{E9}", ceiling: .seconds(1))
    _ = subscribers.join("cafe\u{301}", ceiling: .seconds(1))
    #expect(subscribers.tickets(for: "caf\u{E9}") == [composed])
    #expect(subscribers.leave(composed) == "caf\u{E9}")
  }
}
