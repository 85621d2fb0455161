package import HTTP
import SandboxModel

/// A route: a method and a path template, and the function that answers.
package struct Route: Sendable {
  package enum Access: Sendable {
    /// Needs no key, and reads nothing from the database but the time.
    case anonymous
    /// Needs no key, and reads.
    case anonymousRead
    /// Needs no key, and writes.
    case anonymousWrite
    case read
    case write
    /// Needs the control token instead of a key, and writes.
    case control
    /// Needs no key and answers browsers: failures are pages, and forms write.
    case page
  }

  package let method: HTTPRequest.Method
  /// The segments of the path. One that starts with a colon stands for any value that is not empty.
  let template: [Substring]
  let access: Access
  package let respond: @Sendable (RequestContext) throws -> HTTPResponse

  package init(
    _ method: HTTPRequest.Method, _ template: String, _ access: Access,
    _ respond: @escaping @Sendable (RequestContext) throws -> HTTPResponse
  ) {
    self.method = method
    self.template = Array(template.split(separator: "/", omittingEmptySubsequences: false).dropFirst())
    self.access = access
    self.respond = respond
  }

  /// The values of the placeholders; nil if the path does not match.
  package func parameters(in path: [String]) -> [String]? {
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

  /// The methods that a path allows, each once; of all paths for `*`. Empty if there is no route.
  func methods(for request: Request) -> [String] {
    let found = request.isForServer ? routes : routes.filter { $0.parameters(in: request.path) != nil }
    guard !found.isEmpty else { return [] }
    let methods = found.map(\.method.rawValue) + (found.contains { $0.method == .get } ? ["HEAD"] : []) + ["OPTIONS"]
    return methods.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }
}

extension Route {
  /// Whether a fault can be injected: the controls and the pages never fail.
  var canFail: Bool {
    access != .control && (template.first == "api" || template == ["health"])
  }
}

/// The pages for browsers, handed to the API by the target that makes them.
package struct BrowserPages: Sendable {
  package let routes: [Route]
  /// The page that is shown instead of an error.
  package let error: @Sendable (APIError, Request) -> HTTPResponse

  package init(
    routes: [Route], error: @escaping @Sendable (APIError, Request) -> HTTPResponse
  ) {
    self.routes = routes
    self.error = error
  }
}
