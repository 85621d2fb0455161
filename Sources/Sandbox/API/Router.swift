import HTTP

/// Finds the route of a request.
struct Router: Sendable {
  enum Match {
    case route(Route, parameters: [String])
    case methodNotAllowed
    case none
  }

  let routes: [Route]

  func match(method: String, path: [String]) -> Match {
    var isKnown = false
    for route in routes {
      guard let parameters = route.parameters(in: path) else { continue }
      if route.method.rawValue == method { return .route(route, parameters: parameters) }
      isKnown = true
    }
    return isKnown ? .methodNotAllowed : .none
  }

  /// The methods that a path allows, or all that any path does, each once; none if nothing is at the path.
  func methods(for request: Request) -> [String] {
    let found = request.isForServer ? routes : routes.filter { $0.parameters(in: request.path) != nil }
    guard !found.isEmpty else { return [] }
    let methods = found.map(\.method.rawValue) + (found.contains { $0.method == .get } ? ["HEAD"] : []) + ["OPTIONS"]
    return methods.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }
}
