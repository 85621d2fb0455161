package import JSON
package import JSONRPC

/// The messages about subscriptions (2026-07-28, basic: subscriptions; older revisions, server: resources). Each begins
/// with the id of the request that listens, in the type that it came in.
enum SubscriptionMessage {
  /// `uris` are the resources whose updates will be sent.
  static func acknowledged(_ id: RequestID, _ uris: [String]) -> [UInt8] {
    var honoured = JSONObject()
    if !uris.isEmpty { honoured.append("resourceSubscriptions", .array(uris.map(JSONValue.string))) }
    return notification(MethodName.acknowledged, id) { writer in
      writer.writeRaw(#""notifications":"#)
      writer.write(honoured)
    }
  }

  static func updated(_ subscription: SubscriptionTable.Subscription) -> [UInt8] {
    let id: RequestID? = if case .request(let id) = subscription.listener { id } else { nil }
    return notification(MethodName.resourceUpdated, id) { writer in
      writer.writeRaw(#""uri":"#)
      writer.write(subscription.uri)
    }
  }

  /// The result of a request that has listened until the end.
  static func ended(_ id: RequestID, serverInfo: JSONObject) -> [UInt8] {
    var writer = JSONWriter()
    writer.writeRaw(#"{"resultType":"complete","_meta":{"io.modelcontextprotocol/subscriptionId":"#)
    writer.writeRaw(id.encoded)
    writer.writeRaw(#","io.modelcontextprotocol/serverInfo":"#)
    writer.write(serverInfo)
    writer.writeRaw("}}")
    return writer.bytes
  }

  private static func notification(
    _ method: String, _ id: RequestID?, params: (inout JSONWriter) -> Void
  ) -> [UInt8] {
    var writer = JSONWriter()
    writer.writeRaw(#"{"jsonrpc":"2.0","method":"#)
    writer.write(method)
    writer.writeRaw(#","params":{"#)
    if let id {
      writer.writeRaw(#""_meta":{"io.modelcontextprotocol/subscriptionId":"#)
      writer.writeRaw(id.encoded)
      writer.writeRaw("},")
    }
    params(&writer)
    writer.writeRaw("}}\n")
    return writer.bytes
  }
}

/// The params of `subscriptions/listen`: the updates that the client wants. Lists never change here, so of the kinds
/// there are only resources count.
package struct ListenRequest: Equatable, Sendable {
  /// The addresses as the client sent them, each once.
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
