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
