import Synchronization
import Threads

/// The tokens and chains of the host: the API's own lists, read once an hour whatever the number of calls that need them,
/// or else the built-in table.
package final class AssetDirectory: Sendable {
  package typealias Client = @Sendable () async throws(PayInError) -> PayInClient
  package typealias Now = @Sendable () -> ContinuousClock.Instant

  private typealias Read = Task<Result<AssetTable, PayInError>, Never>

  private struct State {
    /// The read that is under way or was the last to succeed, until it expires.
    var latest: Fetch?
    var lastFailure: ContinuousClock.Instant?
  }

  private struct Fetch {
    let task: Read
    let expires: ContinuousClock.Instant
    /// The table that was read, or nil while the read is under way.
    var table: AssetTable?
  }

  private static let lifetime = Duration.seconds(3600)
  /// The time for which a host whose lists could not be read is not asked first again: each call would wait for it.
  private static let pause = Duration.seconds(60)

  private let host: AssetHost
  /// The embedded sandbox has the built-in test networks: its lists would say nothing new.
  private let isSandbox: Bool
  /// The built-in table describes PayIn's own hosts. Only the lists of another host show what it accepts.
  private let isPayIns: Bool
  private let builtIn: AssetTable
  private let now: Now
  private let state = Mutex(State())

  package init(_ configuration: Configuration, now: @escaping Now) {
    host = AssetHost(configuration)
    isSandbox = configuration.mode == .sandbox
    isPayIns = configuration.baseURL.map { Mode(of: $0) != .custom } ?? false
    builtIn =
      isSandbox
      ? .sandbox(configuration.dialect) : AssetTable.builtIn.restricted(to: host.network ?? .test)
    self.now = now
  }

  /// The best table, and the error if it should be the API's own and is not.
  ///
  /// - Parameter isBrief: whether a call waits that could do without the lists.
  package func table(
    _ client: @escaping Client, isBrief: Bool = false
  ) async -> (table: AssetTable, error: PayInError?) {
    if isSandbox { return (builtIn, nil) }
    switch await fetch(client, isBrief: isBrief) {
    case .success(let table): return (table, nil)
    case .failure(let error): return (builtIn, error)
    }
  }

  /// The tokens and chains of a call as the host spells them, and the findings against them. PayIn's own API is asked only
  /// if the known table has findings, any other host before the first pair; neither about a chain of the wrong network, nor
  /// for a filter.
  package func review(
    _ choices: [AssetChoice], _ client: @escaping Client
  ) async -> (choices: [AssetChoice], findings: [AssetFinding]) {
    guard !choices.isEmpty else { return ([], []) }
    let first = review(choices, known)
    if first.findings.contains(where: { $0.isCertain && $0.isNetworkMismatch }) || choices.allSatisfy(\.isFilter) {
      return first
    }
    if first.findings.isEmpty, !mustAskFirst { return first }
    return review(choices, await table(client, isBrief: first.findings.isEmpty).table)
  }

  /// The built-in table does not show how a host spells tokens that is not PayIn's.
  private func review(
    _ choices: [AssetChoice], _ table: AssetTable
  ) -> (choices: [AssetChoice], findings: [AssetFinding]) {
    let isHosts = host.network != nil || table.source == .live
    let spelled = isHosts ? choices.map(table.spelled) : choices
    return (spelled, AssetCheck(host: host, table: table).findings(for: spelled))
  }

  private var mustAskFirst: Bool {
    guard !isSandbox, !isPayIns else { return false }
    return state.withLock { state in state.lastFailure.map { now() - $0 >= Self.pause } ?? true }
  }

  /// What a wallet must be told of a token in order to pay with it, or nil unless it is certain. The API is not asked.
  package func payableToken(_ currency: String, on chainID: String) -> PayableToken? {
    let table = known
    let live = table.source == .live ? table : nil
    return PayableToken(currency, on: chainID, live: live, isPayIns: isSandbox || isPayIns)
  }

  /// Reads the lists of a host whose tokens are not known yet, for a call that could do without them.
  package func prepare(_ client: @escaping Client) async {
    if mustAskFirst { _ = await table(client, isBrief: true) }
  }

  /// The findings against the chains that the API says it watches.
  package func findings(monitored chainIDs: [String]) -> [AssetFinding] {
    AssetCheck(host: host, table: known).findings(monitored: chainIDs)
  }

  /// The family of a chain by the built-in table, or else by the API's own list if that was read.
  package func addressProtocol(of chainID: String) -> AddressProtocol? {
    (AssetTable.builtIn[chainID] ?? known[chainID])?.addressProtocol
  }

  private var known: AssetTable {
    state.withLock { state in state.latest.flatMap { now() < $0.expires ? $0.table : nil } } ?? builtIn
  }

  /// Reads the lists, or joins a read under way. An API without lists is not asked again before the hour is over; after any
  /// other failure the next call reads again.
  private func fetch(_ client: @escaping Client, isBrief: Bool) async -> Result<AssetTable, PayInError> {
    let task = state.withLock { state in
      if let latest = state.latest, now() < latest.expires { return latest.task }
      let task = Task.start { await Self.read(client, isBrief: isBrief) }
      state.latest = Fetch(task: task, expires: now() + Self.lifetime)
      return task
    }
    let result = await task.value
    note(result, of: task)
    return result
  }

  private func note(_ result: Result<AssetTable, PayInError>, of task: Read) {
    state.withLock { state in
      if case .failure = result { state.lastFailure = now() }
      guard state.latest?.task == task else { return }
      switch result {
      case .success(let table): state.latest?.table = table
      case .failure(let error) where error.code != .endpointMissing && error.code != .notFound: state.latest = nil
      case .failure: break
      }
    }
  }

  private static func read(_ client: Client, isBrief: Bool) async -> Result<AssetTable, PayInError> {
    do throws(PayInError) {
      return .success(try await client().assets(isBrief: isBrief))
    } catch {
      return .failure(error)
    }
  }
}
