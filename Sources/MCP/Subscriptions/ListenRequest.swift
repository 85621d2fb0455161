package import JSON
package import JSONRPC

/// The params of `subscriptions/listen`: what the client wants to be told of. Lists never change here, so of the
/// kinds there are only resources count.
package struct ListenRequest: Equatable, Sendable {
  /// Addresses as the client sent them, each once.
  package let resources: [String]

  package init(_ params: JSONObject) throws(RPCError) {
    guard let notifications = params["notifications"]?.object else {
      throw .invalidParams("subscriptions/listen needs \"notifications\" as an object")
    }
    let wanted = notifications["resourceSubscriptions"] ?? .null
    guard let values = wanted.isNull ? [] : wanted.array, case let uris = values.compactMap(\.string),
      uris.count == values.count
    else {
      throw .invalidParams("\"resourceSubscriptions\" must be an array of strings")
    }
    var seen: Set<String> = []
    resources = uris.filter { seen.insert($0).inserted }
  }
}
