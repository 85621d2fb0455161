import JSON
import Synchronization
import Threads

/// Runs scripts, several at a time, and hands the results on in the order of the scripts.
package final class RunQueue: Sendable {
  /// A server for one run, and what has to be done after it.
  package struct PreparedServer: Sendable {
    let launch: ServerLaunch
    let cleanUp: @Sendable () -> Void

    package init(_ launch: ServerLaunch, cleanUp: @escaping @Sendable () -> Void = {}) {
      (self.launch, self.cleanUp) = (launch, cleanUp)
    }
  }

  private struct State {
    /// The first script that no thread has taken.
    var next = 0
    var results: [Int: [RunResult]] = [:]
  }

  private let scripts: [Script]
  private let settings: RunSettings
  private let prepareServer: @Sendable (Script) -> PreparedServer
  private let state = Mutex(State())
  private let progress = Wakeup()

  /// - Parameter prepareServer: called for each run, on the thread of the run.
  package init(
    _ scripts: [Script], settings: RunSettings, prepareServer: @escaping @Sendable (Script) -> PreparedServer
  ) {
    (self.scripts, self.settings, self.prepareServer) = (scripts, settings, prepareServer)
  }

  /// Runs all scripts and calls `deliver` on this thread with the results of each.
  ///
  /// - Parameter jobs: the most scripts at a time. If the system allows fewer threads, fewer run.
  package func run(jobs: Int, deliver: ([RunResult]) -> Void) {
    var threads = 0
    for _ in 1..<max(2, min(jobs, scripts.count)) where jobs > 1 {
      guard (try? POSIXThread.start("script", { [self] in work() })) != nil else { break }
      threads += 1
    }
    for index in scripts.indices {
      // This thread is one of the jobs.
      while state.withLock({ $0.results[index] }) == nil {
        if !runNext() { progress.wait() }
      }
      deliver(state.withLock { $0.results.removeValue(forKey: index) } ?? [])
    }
  }

  private func work() {
    while runNext() {}
  }

  /// Runs the next script.
  ///
  /// - Returns: false if there is none.
  private func runNext() -> Bool {
    let index = state.withLock { state -> Int? in
      guard state.next < scripts.count else { return nil }
      defer { state.next += 1 }
      return state.next
    }
    guard let index else { return false }
    let results = results(of: scripts[index])
    state.withLock { $0.results[index] = results }
    progress.raise()
    return true
  }

  /// Runs a script in each of its revisions. What one run has corrected, the next one expects.
  private func results(of script: Script) -> [RunResult] {
    var (script, settled) = (script, Set<Int>())
    return script.revisions.map { revision in
      let server = prepareServer(script)
      defer { server.cleanUp() }
      let runner = ScriptRunner(script, revision: revision, launch: server.launch, settings: settings, fixed: settled)
      let result = runner.run()
      for (index, step) in result.updates {
        script.steps[index] = step
        settled.insert(index)
      }
      return result
    }
  }
}
