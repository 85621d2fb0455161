import HTTP
import Synchronization

/// Answers requests, one at a time.
final class SandboxService: Sendable {
  private let router: Router
  private let settings: SandboxSettings
  private let clock: @Sendable () -> Timestamp
  private let database: Mutex<Database>

  init(database: sending Database, settings: SandboxSettings, clock: @escaping @Sendable () -> Timestamp) {
    self.database = Mutex(database)
    router = Router(routes: settings.dialect.routes)
    self.settings = settings
    self.clock = clock
  }

  func respond(to request: Request) -> HTTPResponse {
    do {
      try HostHeader.requireLoopback(in: request.headers)
    } catch {
      return failure(error)
    }
    switch router.match(method: request.method, path: request.path) {
    case .none: return Reply.unknownRoute
    case .methodNotAllowed(let allowed): return settings.dialect.methodNotAllowed(request.method, allowed: allowed)
    case .route(let route, let parameters): return respond(to: request, route, parameters)
    }
  }

  private func respond(to request: Request, _ route: Route, _ parameters: [String]) -> HTTPResponse {
    do {
      let tenant = try authorise(request, route.access)
      return try database.withLock { database in
        let call = Call(
          request: request, parameters: parameters, tenant: tenant, now: clock(), settings: settings,
          database: database)
        return try Self.perform(route, call)
      }
    } catch let error as OpenError {
      return error.response
    } catch {
      // The controls are the sandbox's own and speak one way only.
      return route.access == .control ? Reply.failure(Self.refusal(error)) : failure(Self.refusal(error))
    }
  }

  /// Whatever is asked afterwards fails.
  func close() {
    database.withLock { $0.close() }
  }

  /// What is refused before a route is found.
  func failure(_ error: APIError) -> HTTPResponse {
    settings.dialect.failure(error)
  }

  private static func refusal(_ error: any Error) -> APIError {
    switch error {
    case let error as APIError: error
    case let error as DatabaseError where error.code.primary == .busy: .busy
    default: .internalError("\(error)")
    }
  }

  private func authorise(_ request: Request, _ access: Route.Access) throws(APIError) -> Tenant? {
    switch access {
    case .open, .visit, .submit:
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

  /// Orders whose time is over are ended first, so that no route ever sees one of them pending.
  private static func perform(_ route: Route, _ call: Call) throws -> HTTPResponse {
    switch route.access {
    case .open:
      return try route.respond(call)
    case .read, .visit:
      if try call.orders.hasDue(now: call.now) {
        try call.database.transaction(.writing) { try call.settlement.settleDue(now: call.now) }
      }
      return try call.database.transaction(.reading) { try route.respond(call) }
    case .write, .submit, .control:
      return try call.database.transaction(.writing) {
        try call.settlement.settleDue(now: call.now)
        return try route.respond(call)
      }
    }
  }
}
