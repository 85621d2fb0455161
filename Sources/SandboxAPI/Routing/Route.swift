import HTTP

/// One row of the API: method and path to function.
struct Route: Sendable {
  enum Access: Sendable {
    /// For everybody. Of the database it has nothing but the time.
    case open
    /// For everybody, from the database.
    case visit
    case read
    case write
    /// For everybody. Writes.
    case submit
    /// For the sandbox's owner: a token instead of a key. Writes.
    case control
    /// For everybody with a browser: failures are pages. Its forms write.
    case page
  }

  let method: HTTPRequest.Method
  /// A segment that starts with a colon stands for any value that is not empty.
  let template: [Substring]
  let access: Access
  let respond: @Sendable (Call) throws -> HTTPResponse

  init(
    _ method: HTTPRequest.Method, _ template: String, _ access: Access,
    _ respond: @escaping @Sendable (Call) throws -> HTTPResponse
  ) {
    self.method = method
    self.template = Array(template.split(separator: "/", omittingEmptySubsequences: false).dropFirst())
    self.access = access
    self.respond = respond
  }

  /// The values of the placeholders, or nil if the path is another one.
  func parameters(in path: [String]) -> [String]? {
    guard path.count == template.count else { return nil }
    var parameters: [String] = []
    for (pattern, segment) in zip(template, path) {
      if pattern.hasPrefix(":") {
        guard !segment.isEmpty else { return nil }
        parameters.append(segment)
      } else if pattern != segment {
        return nil
      }
    }
    return parameters
  }
}

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
