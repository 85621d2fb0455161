import HTTP
import JSON

/// Which requests a fault is for: `POST /api/v1/orders`, `/api/v1/orders/:orderId` with any method, `GET *` or `*`.
struct RoutePattern: Sendable, Equatable {
  private let method: String?
  /// Nil if any path will do. A segment that starts with a colon stands for any value.
  private let path: [String]?

  /// Nil if it is none of these.
  init?(_ text: String) {
    let words = text.split(separator: " ")
    guard let last = words.last, words.count <= 2, last == "*" || last.hasPrefix("/") else { return nil }
    method = words.count == 2 ? words[0].uppercased() : nil
    path = last == "*" ? nil : last.split(separator: "/").map(String.init)
  }

  func matches(method: String, path: [String]) -> Bool {
    guard self.method == nil || self.method == method else { return false }
    guard let pattern = self.path else { return true }
    return pattern.count == path.count && zip(pattern, path).allSatisfy { $0.hasSameBytes(as: $1) || $0.hasPrefix(":") }
  }

  /// Whether a request for the route can match.
  func concerns(_ route: Route) -> Bool {
    guard method == nil || method == route.method.rawValue else { return false }
    guard let path else { return true }
    return path.count == route.template.count
      && zip(path, route.template).allSatisfy { $0 == $1 || $0.hasPrefix(":") || $1.hasPrefix(":") }
  }
}
