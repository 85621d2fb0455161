import Glibc
import HTTP
import Synchronization

/// Answers requests, one at a time.
final class SandboxService: Sendable {
  let inbox = CourierInbox()
  private let router: Router
  private let settings: SandboxSettings
  private let database: Mutex<Database>

  init(database: sending Database, settings: SandboxSettings) {
    self.database = Mutex(database)
    router = Router(routes: settings.dialect.routes)
    self.settings = settings
  }

  /// The answer comes at once, or when an errand is done that a route has left.
  func respond(to request: Request, _ answer: @escaping @Sendable (ReplyPlan) -> Void) {
    let slot = Errand.Slot()
    let plan = plan(for: request, slot)
    guard let errand = slot.errand else { return answer(plan) }
    let isTaken = inbox.submit(errand) { answer(ReplyPlan(response: $0)) }
    if !isTaken { answer(ReplyPlan(response: failure(.stopping))) }
  }

  private func plan(for request: Request, _ slot: Errand.Slot) -> ReplyPlan {
    do {
      try HostHeader.requireLoopback(in: request)
    } catch {
      return ReplyPlan(response: failure(error))
    }
    if request.method == "OPTIONS" { return ReplyPlan(response: options(request)) }
    guard !request.isForServer else { return ReplyPlan(response: failure(.asteriskWithoutOptions)) }
    switch router.match(method: request.routedMethod, path: request.path) {
    case .none:
      return ReplyPlan(response: settings.dialect.unknownRoute(request))
    case .methodNotAllowed:
      return ReplyPlan(response: settings.dialect.methodNotAllowed(request, allowed: router.methods(for: request)))
    case .route(let route, let parameters):
      return plan(for: request, route, parameters, slot)
    }
  }

  /// What is allowed at a path, for everybody: it says nothing of what is there.
  private func options(_ request: Request) -> HTTPResponse {
    let allowed = router.methods(for: request)
    return allowed.isEmpty ? settings.dialect.unknownRoute(request) : Reply.options(allowed)
  }

  private func plan(
    for request: Request, _ route: Route, _ parameters: [String], _ slot: Errand.Slot
  ) -> ReplyPlan {
    do {
      let fault = route.canFail ? try database.withLock { try FaultRepository(database: $0).choose(for: request) } : nil
      guard let fault else { return ReplyPlan(response: respond(to: request, route, parameters, slot)) }
      return fault.reply(settings.dialect) { respond(to: request, route, parameters, slot) }
    } catch {
      return ReplyPlan(response: failure(Self.refusal(error)))
    }
  }

  private func respond(
    to request: Request, _ route: Route, _ parameters: [String], _ slot: Errand.Slot
  ) -> HTTPResponse {
    do {
      let tenant = try authorise(request, route.access)
      return try database.withLock { database in
        try perform(route, database) {
          try call(request, parameters, tenant, database, slot)
        }
      }
    } catch let error as OpenError {
      return error.response
    } catch  where route.access == .page {
      return Notice(Self.refusal(error)).response(to: request)
    } catch {
      // The controls are the sandbox's own and speak one way only.
      return route.access == .control ? Reply.failure(Self.refusal(error)) : failure(Self.refusal(error))
    }
  }

  /// Closes the database, its log taken into the file. Whatever is asked afterwards fails. Blocks; gives up when a
  /// transaction holds the database for longer than `time`, and then the log stays, as after a sudden death.
  func finish(within time: Duration) {
    let end = ContinuousClock.now + time
    repeat {
      if database.withLockIfAvailable({ $0.finish() }) != nil { return }
      usleep(2000)
    } while ContinuousClock.now < end
  }

  /// What the sandbox does without being asked.
  func transact<Value: Sendable>(
    _ kind: Database.TransactionKind, _ body: @Sendable (Call) throws -> Value
  ) throws -> Value {
    try database.withLock { database in
      try database.transaction(kind) {
        let call = try call(.own, [], nil, database, Errand.Slot())
        if kind == .writing { try call.clock.keep(call.now) }
        return try body(call)
      }
    }
  }

  private func call(
    _ request: Request, _ parameters: [String], _ tenant: Tenant?, _ database: Database, _ slot: Errand.Slot
  ) throws -> Call {
    let clock = SandboxClock(database: database, machine: settings.machineClock)
    return Call(
      request: request, parameters: parameters, tenant: tenant, now: try clock.now(), settings: settings,
      database: database, errands: slot)
  }

  /// Where the database cannot be read, as late as the machine says.
  var now: Timestamp { (try? transact(.reading) { $0.now }) ?? settings.machineClock.now() }
  var transport: (any HTTPTransport)? { settings.webhooks.transport }

  /// What is refused before a route is found.
  func failure(_ error: APIError) -> HTTPResponse {
    settings.dialect.failure(error)
  }

  private static func refusal(_ error: any Error) -> APIError {
    switch error {
    case let error as APIError: error
    case let error as DatabaseError where error.code.primary == .busy: .busy
    case let error as DatabaseError where error.isOfPlace: .notWritable(error.message)
    default: .internalError("\(error)")
    }
  }

  private func authorise(_ request: Request, _ access: Route.Access) throws(APIError) -> Tenant? {
    switch access {
    case .open, .visit, .submit, .page:
      return nil
    case .read:
      return try Tenant(request.headers)
    case .write:
      let tenant = try Tenant(request.headers)
      guard !tenant.isReadOnly else { throw .readOnlyKey }
      return tenant
    case .control:
      guard request.headers["X-Sandbox-Token"] == settings.controlToken else { throw .wrongControlToken }
      return request.headers["Authorization"] == nil ? nil : try Tenant(request.headers)
    }
  }

  /// Orders whose time is over are ended first, so that no route ever sees one of them pending. `begin` reads the time:
  /// within the transaction, because another process may move it.
  private func perform(
    _ route: Route, _ database: Database, _ begin: () throws -> Call
  ) throws -> HTTPResponse {
    switch route.access {
    case .open:
      return try route.respond(try begin())
    case .read, .visit,
      .page where !route.method.isWrite:
      let response = try database.transaction(.reading) { () throws -> HTTPResponse? in
        let call = try begin()
        return try call.orders.hasDue(now: call.now) ? nil : try route.respond(call)
      }
      if let response { return response }
      fallthrough
    case .write, .submit, .control, .page:
      try database.requireInPlace()
      let response = try database.transaction(.writing) {
        let call = try begin()
        try call.clock.keep(call.now)
        try call.settlement.settleDue(now: call.now)
        return try route.respond(call)
      }
      inbox.wake()
      return response
    }
  }
}
