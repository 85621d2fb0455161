import JSON
import MCP
import Synchronization
import Testing

@Suite struct StateSealerTests {
  private static let use = Fingerprint(use: "tools/call", tool: "pay", ["amount": "10"])
  private static let question = ElicitationQuestion(message: "Pay?", label: "Pay")

  /// Row 136.
  @Test func stateIsOfNoUseAfterFiveMinutes() throws {
    let clock = SetClock()
    let sealer = StateSealer(now: clock.now)
    let early = try #require(sealer.open(sealer.seal(Self.question, for: Self.use), for: Self.use))
    let late = try #require(sealer.open(sealer.seal(Self.question, for: Self.use), for: Self.use))
    clock.advance(by: .milliseconds(299_999))
    #expect(sealer.take(early, of: Self.question))
    clock.advance(by: .milliseconds(1))
    #expect(!sealer.take(late, of: Self.question))
  }

  /// Row 136: of many at once, one.
  @Test func stateIsTakenOnceHoweverManyTry() async throws {
    let sealer = StateSealer()
    let state = try #require(sealer.open(sealer.seal(Self.question, for: Self.use), for: Self.use))
    let taken = await withTaskGroup { group in
      for _ in 0..<100 { group.addTask { sealer.take(state, of: Self.question) } }
      return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(taken == 1)
  }

  @Test func answerToAnotherQuestionIsNotTaken() throws {
    let sealer = StateSealer()
    let state = try #require(sealer.open(sealer.seal(Self.question, for: Self.use), for: Self.use))
    #expect(!sealer.take(state, of: ElicitationQuestion(message: "Pay twice?", label: "Pay")))
    #expect(sealer.take(state, of: Self.question))
  }

  /// Row 135: each process has a key of its own.
  @Test func otherProcessCannotOpen() {
    #expect(StateSealer().open(StateSealer().seal(Self.question, for: Self.use), for: Self.use) == nil)
  }
}

/// A clock that stands still until it is moved.
final class SetClock: Sendable {
  private let time = Mutex(ContinuousClock.now)

  @Sendable func now() -> ContinuousClock.Instant {
    time.withLock { $0 }
  }

  func advance(by duration: Duration) {
    time.withLock { $0 += duration }
  }
}
