import Glibc
package import HTTP
package import SandboxModel
import Synchronization

/// Answers requests, one at a time.
package final class SandboxService: Sendable {
  /// The queue of the webhook sender.
  package let queue = SenderQueue()
  private let router: Router
  let settings: SandboxSettings
  /// Detects changes by other processes on the file, and by time.
  let externalChanges = Mutex(ExternalChanges())
  /// The time by which the sandbox's clock was last seen ahead of the machine's.
  private let millisecondsAhead = Atomic<Int64>(0)
  private let pages: BrowserPages
  private let database: Mutex<Database>

  package init(database: sending Database, settings: SandboxSettings, pages: BrowserPages) {
    self.database = Mutex(database)
    router = Router(routes: settings.dialect.routes + pages.routes)
    self.settings = settings
    self.pages = pages
  }

  /// Answers at once, or when a deferred reply that a route has left is made.
  ///
  /// - Parameter again: called instead if many orders have to end before: the request must then be handed in again,
  ///   after those that wait already. Without it all those orders are ended first.
  package func respond(
    to request: Request, again: (() -> Void)? = nil, _ answer: @escaping @Sendable (ReplyPlan) -> Void
  ) {
    if let again, mustWait(request) { return again() }
    let afterCommit = PostCommitWork()
    var plan = plan(for: request, afterCommit)
    guard let reply = afterCommit.reply else {
      plan.detail = RequestDetail(request, plan.response)
      if afterCommit.isEventStream, plan.response.status == 200 { plan.transmission = .events }
      return answer(plan)
    }
    let isAccepted = queue.submit(reply) { response in
      var plan = ReplyPlan(response: response)
      plan.detail = RequestDetail(request, response)
      answer(plan)
    }
    if !isAccepted { answer(ReplyPlan(response: failure(.stopping))) }
  }

  /// Ends orders, if more are due than one transaction ends and the request could see them.
  /// - Returns: whether it has.
  private func mustWait(_ request: Request) -> Bool {
    // A failure is reported by the request itself.
    let hasBacklog = try? database.withLock { try $0.hasBacklog(at: settings.store.machineClock.now()) }
    guard hasBacklog == true, router.seesOrders(request) else { return false }
    let isDone: Void? = try? transact(.writing) { _ = try $0.settleDue() }
    return isDone != nil
  }

  private func plan(for request: Request, _ afterCommit: PostCommitWork) -> ReplyPlan {
    do {
      try HostHeader.requireLoopback(in: request)
    } catch {
      return ReplyPlan(response: failure(error))
    }
    if request.method == "OPTIONS" { return ReplyPlan(response: options(request)) }
    guard !request.isForServer else { return ReplyPlan(response: failure(.asteriskWithoutOptions)) }
    switch router.match(method: request.routedMethod, path: request.path) {
    case .none:
      return ReplyPlan(response: unknownRoute(request))
    case .methodNotAllowed:
      return ReplyPlan(response: settings.dialect.methodNotAllowed(request, allowed: router.methods(for: request)))
    case .route(let route, let parameters):
      return plan(for: request, route, parameters, afterCommit)
    }
  }

  /// The methods of a path. They are the same with and without a key.
  private func options(_ request: Request) -> HTTPResponse {
    let allowed = router.methods(for: request)
    return allowed.isEmpty ? unknownRoute(request) : Reply.options(allowed)
  }

  /// People with a browser get a page, unless they ask the API.
  private func unknownRoute(_ request: Request) -> HTTPResponse {
    request.isForPage ? pages.error(.notFound("Page"), request) : settings.dialect.unknownRoute(request)
  }

  private func plan(
    for request: Request, _ route: Route, _ parameters: [String], _ afterCommit: PostCommitWork
  ) -> ReplyPlan {
    do {
      let fault =
        route.canFail
        ? try database.withLock {
          try FaultRepository(database: $0).choose(method: request.routedMethod, path: request.path)
        } : nil
      guard let fault else { return ReplyPlan(response: respond(to: request, route, parameters, afterCommit)) }
      let asked = fault.kind == .cappedPage ? request.capped(to: 2) : request
      return fault.reply(settings.dialect) { respond(to: asked, route, parameters, afterCommit) }
    } catch {
      return ReplyPlan(response: failure(Self.refusal(error)))
    }
  }

  private func respond(
    to request: Request, _ route: Route, _ parameters: [String], _ afterCommit: PostCommitWork
  ) -> HTTPResponse {
    do {
      let tenant = try route.access.authorise(request, controlToken: settings.controlToken)
      let response = try database.withLock { database in
        try perform(route, database) {
          try context(request, parameters, tenant, database, afterCommit)
        }
      }
      publish(afterCommit.takeNotes())
      return response
    } catch let error as PublishedError {
      return error.response
    } catch  where route.access == .page {
      return pages.error(Self.refusal(error), request)
    } catch {
      // The controls have the documented form in both dialects.
      return route.access == .control ? Reply.failure(Self.refusal(error)) : failure(Self.refusal(error))
    }
  }

  /// Closes the database, with its log written into the file. Every later request fails. Blocks; gives up when a
  /// transaction takes longer than `time`, and then the log stays, as after a crash.
  package func finish(within time: Duration) {
    let end = ContinuousClock.now + time
    repeat {
      if database.withLockIfAvailable({ $0.finish() }) != nil { return }
      usleep(2000)
    } while ContinuousClock.now < end
  }

  /// Runs work that no request has asked for.
  func transact<Value: Sendable>(
    _ kind: Database.TransactionKind, _ body: @Sendable (RequestContext) throws -> Value
  ) throws -> Value {
    let afterCommit = PostCommitWork()
    let value = try database.withLock { database in
      try database.transaction(kind) {
        let context = try context(.own, [], nil, database, afterCommit)
        if kind == .writing { try context.store.clock.persist(context.now) }
        return try body(context)
      }
    }
    if kind == .writing { settings.changes.publish(.records) }
    publish(afterCommit.takeNotes())
    return value
  }

  private func context(
    _ request: Request, _ parameters: [String], _ tenant: Tenant?, _ database: Database, _ afterCommit: PostCommitWork
  ) throws -> RequestContext {
    let store = SandboxStore(database: database, settings: settings.store)
    let now = try store.clock.now()
    millisecondsAhead.store(store.clock.millisecondsAhead(now), ordering: .relaxed)
    return RequestContext(
      request: request, parameters: parameters, tenant: tenant, now: now, settings: settings, store: store,
      afterCommit: afterCommit)
  }

  /// The sandbox's time without a look at the file.
  var approximateTime: Timestamp {
    settings.store.machineClock.now().adding(milliseconds: millisecondsAhead.load(ordering: .relaxed))
  }

  /// The sandbox's time; the machine's if the database cannot be read.
  package var now: Timestamp { (try? transact(.reading) { $0.now }) ?? settings.store.machineClock.now() }
  package var transport: (any HTTPTransport)? { settings.transport }

  /// The reply to a request that is refused before a route is found.
  package func failure(_ error: APIError) -> HTTPResponse {
    settings.dialect.failure(error)
  }

  private static func refusal(_ error: any Error) -> APIError {
    switch error {
    case let error as APIError: error
    case let error as DatabaseError where error.isBusy: .busy
    case let error as DatabaseError where error.isPathUnusable: .notWritable(error.message)
    default: .internalError("\(error)")
    }
  }

  /// Runs a route in its transaction. Orders and steps of stories that are due come first, so that no route sees one
  /// pending. `begin` reads the time within the transaction, because another process may move the clock.
  private func perform(
    _ route: Route, _ database: Database, _ begin: () throws -> RequestContext
  ) throws -> HTTPResponse {
    switch route.access {
    case .anonymous:
      return try route.respond(try begin())
    case .read, .anonymousRead,
      .page where !route.method.isWrite:
      let response = try database.transaction(.reading) { () throws -> HTTPResponse? in
        let context = try begin()
        return try context.store.hasDue(at: context.now) ? nil : try route.respond(context)
      }
      if let response { return response }
      fallthrough
    case .write, .anonymousWrite, .control, .page:
      try database.requireInPlace()
      defer { queue.wake() }
      while true {
        let response = try database.transaction(.writing) { () throws -> HTTPResponse? in
          let context = try begin()
          try context.store.clock.persist(context.now)
          return try context.settleDue().isMoreDue ? nil : try route.respond(context)
        }
        guard let response else { continue }
        settings.changes.publish(.records)
        return response
      }
    }
  }
}

extension Router {
  /// Whether the request leads to a route that depends on what orders there are.
  fileprivate func seesOrders(_ request: Request) -> Bool {
    guard case .route(let route, _) = match(method: request.routedMethod, path: request.path) else { return false }
    return route.access != .anonymous
  }
}

extension Request {
  fileprivate var isForPage: Bool {
    let accepts = headers.fields.contains {
      $0.name.lowercased() == "accept" && $0.value.lowercased().contains("text/html")
    }
    return routedMethod == "GET" && accepts && !isForAPI && !isForControls
  }
}
