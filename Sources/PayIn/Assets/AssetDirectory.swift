import Synchronization

/// Which tokens and chains there are where the calls go: the API's own lists, asked for once an hour however many want
/// to know, or else the built-in table.
package final class AssetDirectory: Sendable {
  package typealias Client = @Sendable () async throws(PayInError) -> PayInClient
  package typealias Now = @Sendable () -> ContinuousClock.Instant

  private struct Fetch {
    let task: Task<Result<AssetTable, PayInError>, Never>
    let expires: ContinuousClock.Instant
    /// Once it has come.
    var table: AssetTable?
  }

  private static let lifetime = Duration.seconds(3600)

  private let host: AssetHost
  /// The embedded sandbox has the built-in test networks: its lists would say nothing new.
  private let isSandbox: Bool
  private let builtIn: AssetTable
  private let now: Now
  private let latest = Mutex<Fetch?>(nil)

  package init(_ configuration: Configuration, now: @escaping Now) {
    host = AssetHost(configuration)
    isSandbox = configuration.mode == .sandbox
    builtIn = AssetTable.builtIn.restricted(to: host.network ?? .test, isComplete: isSandbox)
    self.now = now
  }

  /// The best table there is, and why it is not the API's own if it should be.
  package func table(_ client: @escaping Client) async -> (table: AssetTable, problem: PayInError?) {
    if isSandbox { return (builtIn, nil) }
    switch await fetch(client) {
    case .success(let table): return (table, nil)
    case .failure(let problem): return (builtIn, problem)
    }
  }

  /// What speaks against a call. The API is asked only if the table at hand does not approve, and not about a chain of
  /// the wrong network.
  package func findings(for choices: [AssetChoice], _ client: @escaping Client) async -> [AssetFinding] {
    let first = AssetCheck(host: host, table: atHand).findings(for: choices)
    let isSettled = first.isEmpty || first.contains { $0.isCertain && $0.isNetworkMismatch }
    if isSettled { return first }
    return AssetCheck(host: host, table: await table(client).table).findings(for: choices)
  }

  /// What speaks against the chains that the API says it watches.
  package func findings(monitored chainIDs: [String]) -> [AssetFinding] {
    AssetCheck(host: host, table: atHand).findings(monitored: chainIDs)
  }

  /// The family of a chain by the built-in table, or else by the API's own list if that was read.
  package func addressProtocol(of chainID: String) -> AddressProtocol? {
    (AssetTable.builtIn[chainID] ?? atHand[chainID])?.addressProtocol
  }

  private var atHand: AssetTable {
    latest.withLock { fetch in fetch.flatMap { now() < $0.expires ? $0.table : nil } } ?? builtIn
  }

  /// Without lists of its own an API is not asked again before the hour is over; after any other failure it is.
  private func fetch(_ client: @escaping Client) async -> Result<AssetTable, PayInError> {
    let task = latest.withLock { latest in
      if let latest, now() < latest.expires { return latest.task }
      let task = Task { await Self.read(client) }
      latest = Fetch(task: task, expires: now() + Self.lifetime)
      return task
    }
    let result = await task.value
    latest.withLock { latest in
      guard latest?.task == task else { return }
      switch result {
      case .success(let table): latest?.table = table
      case .failure(let error) where error.code != .endpointMissing && error.code != .notFound: latest = nil
      case .failure: break
      }
    }
    return result
  }

  private static func read(_ client: Client) async -> Result<AssetTable, PayInError> {
    do throws(PayInError) {
      return .success(try await client().assets())
    } catch {
      return .failure(error)
    }
  }
}
