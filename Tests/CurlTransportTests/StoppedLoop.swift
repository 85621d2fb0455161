import Foundation
import HTTP
import Synchronization
import TestSupport

@testable import CurlTransport

/// A transfer loop whose thread stands still, as in a process that is stopped, from the arrival of its requests until
/// the server has acted and every deadline has passed. The time that passes is not waited for.
final class StoppedLoop: Sendable {
  private struct NoMultiHandle: Error {}

  private enum Phase {
    case sending([CommandQueue.Command])
    case running
    case ended
  }

  private let phase = Mutex(Phase.sending([]))
  private let multi: MultiHandle
  private let timePassed = Mutex(Duration.zero)
  /// Whether the thread stops now. Called each time the loop reads the clock.
  private let isTime: @Sendable () -> Bool
  private let act: @Sendable () -> Void
  private let configuration: CurlConfiguration

  /// - Parameter act: runs on the stopped thread, before the deadlines pass; returns when the sockets hold the result.
  init(
    _ configuration: CurlConfiguration = CurlConfiguration(), when isTime: @escaping @Sendable () -> Bool,
    act: @escaping @Sendable () -> Void
  ) throws {
    guard let multi = MultiHandle(maximumConnectionsPerHost: configuration.maximumConnectionsPerHost) else {
      throw NoMultiHandle()
    }
    self.multi = multi
    self.configuration = configuration
    self.isTime = isTime
    self.act = act
  }

  /// Has the loop look at the time.
  func wakeUp() {
    multi.wakeUp()
  }

  /// The outcomes in the order of the requests.
  func outcomes(of requests: [HTTPRequest]) async throws -> [Submission.Outcome] {
    let calls = try requests.map { try Call($0, userAgent: "", origins: OriginCache()) }
    let outcomes = await withTaskGroup { group in
      for (index, call) in calls.enumerated() {
        group.addTask { (index, await withCheckedContinuation { self.submit(Submission(call, $0), of: calls) }) }
      }
      return await group.reduce(into: [Int: Submission.Outcome]()) { $0[$1.0] = $1.1 }
    }
    phase.withLock { $0 = .ended }
    multi.wakeUp()
    return calls.indices.compactMap { outcomes[$0] }
  }

  /// The last one starts the thread.
  private func submit(_ submission: Submission, of calls: [Call]) {
    let isComplete = phase.withLock { phase in
      guard case .sending(var commands) = phase else { return false }
      commands.append(.start(submission))
      phase = .sending(commands)
      return commands.count == calls.count
    }
    guard isComplete else { return }
    Thread.detachNewThread { [self] in
      TransferLoop(multi: multi, configuration: configuration, now: now).run(takingCommandsFrom: nextCommands)
    }
  }

  /// Here the thread stands still.
  private func now() -> ContinuousClock.Instant {
    if timePassed.withLock({ $0 }) == .zero, isTime() {
      act()
      timePassed.withLock { $0 = .seconds(3600) }
    }
    return .now + timePassed.withLock { $0 }
  }

  private func nextCommands() -> CommandQueue {
    phase.withLock { phase in
      var queue = CommandQueue()
      if case .sending(let commands) = phase {
        commands.forEach { queue.append($0) }
        phase = .running
      } else if case .ended = phase {
        queue.stop()
      }
      return queue
    }
  }
}
