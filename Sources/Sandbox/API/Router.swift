import HTTP

/// Finds the route of a request.
struct Router: Sendable {
  enum Match {
    case route(Route, parameters: [String])
    case methodNotAllowed(allowed: [HTTPRequest.Method])
    case none
  }

  let routes: [Route]

  func match(method: String, path: [String]) -> Match {
    var allowed: [HTTPRequest.Method] = []
    for route in routes {
      guard let parameters = route.parameters(in: path) else { continue }
      if route.method.rawValue == method { return .route(route, parameters: parameters) }
      allowed.append(route.method)
    }
    return allowed.isEmpty ? .none : .methodNotAllowed(allowed: allowed)
  }
}
