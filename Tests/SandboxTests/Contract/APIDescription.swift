import Foundation
import HTTP
import JSON

@testable import Sandbox
@testable import SandboxAPI
@testable import SandboxModel
@testable import SandboxPages

/// `schemas/payin.openapi.json`, and what the router has of it.
struct APIDescription {
  struct Operation: Hashable, CustomStringConvertible {
    let method: String
    /// The path with placeholders as OpenAPI writes them.
    let path: String
    var description: String { "\(method) \(path)" }
  }

  /// What a client may ask of the documented dialect. Controls and pages are no part of the API, and webhooks are set up
  /// in a way that belongs to no dialect.
  static let routes = Dialect.documented.routes.filter(\.isDescribed)

  let document: JSONValue

  init() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(
      path: "../../../schemas/payin.openapi.json")
    document = try JSONParser.parse(Array(try Data(contentsOf: file)))
  }

  var operations: [Operation] {
    (document["paths"]?.object?.members ?? []).flatMap { path in
      (path.value.object?.members ?? []).map { Operation(method: $0.name, path: path.name) }
    }
  }

  func operation(_ operation: Operation) -> JSONValue? {
    document["paths"]?[operation.path]?[operation.method]
  }

  /// The statuses as they are written: a hundred of them may be a range.
  func statuses(of operation: Operation) -> [String] {
    self.operation(operation)?["responses"]?.object?.members.map(\.name) ?? []
  }
}

extension Route {
  var operation: APIDescription.Operation {
    let path = template.map { $0.hasPrefix(":") ? "{\($0.dropFirst())}" : String($0) }
    return APIDescription.Operation(method: method.rawValue.lowercased(), path: "/" + path.joined(separator: "/"))
  }

  fileprivate var isDescribed: Bool {
    switch template.first {
    case "health": true
    case "api": access != .control && !template.contains("notifications")
    default: false
    }
  }
}
