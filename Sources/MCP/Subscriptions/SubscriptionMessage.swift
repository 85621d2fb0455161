package import JSON
package import JSONRPC

/// The messages about subscriptions (2026-07-28, basic: subscriptions; older revisions, server: resources). Each begins
/// with the id of the request that listens, in the type that it came in.
enum SubscriptionMessage {
  /// Names the resources and tasks whose updates will be sent.
  static func acknowledged(_ id: RequestID, _ uris: [String], tasks: [String]) -> [UInt8] {
    var honoured = JSONObject()
    if !uris.isEmpty { honoured.append("resourceSubscriptions", .array(uris.map(JSONValue.string))) }
    if !tasks.isEmpty { honoured.append("taskIds", .array(tasks.map(JSONValue.string))) }
    return notification(MethodName.acknowledged, id) { writer in
      writer.writeRaw(#""notifications":"#)
      writer.write(honoured)
    }
  }

  static func updated(_ uri: String, for listener: SubscriptionTable.Listener) -> [UInt8] {
    notification(MethodName.resourceUpdated, listener.id) { writer in
      writer.writeRaw(#""uri":"#)
      writer.write(uri)
    }
  }

  /// Shows a task as `tasks/get` would at this moment.
  static func changed(_ task: TaskState, for listener: SubscriptionTable.Listener, at now: Int64) -> [UInt8] {
    notification(MethodName.taskChanged, listener.id, escapesInvisible: true) { task.write(to: &$0, at: now) }
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
    _ method: String, _ id: RequestID?, escapesInvisible: Bool = false, params: (inout JSONWriter) -> Void
  ) -> [UInt8] {
    var writer = JSONWriter(escapesInvisible: escapesInvisible)
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
/// there are only resources and tasks count.
package struct ListenRequest: Equatable, Sendable {
  /// The addresses as the client sent them, each once.
  package let resources: [String]
  /// The ids of tasks, each once. Empty of a server without tasks.
  package let tasks: [String]

  /// Throws if the params are unsound, or tasks are asked for by a client that has not declared them.
  ///
  /// - Parameter hasTasks: whether the server has tasks.
  package init(_ params: JSONObject, hasTasks: Bool = false) throws(RPCError) {
    guard let notifications = params["notifications"]?.object else {
      throw .invalidParams("subscriptions/listen needs \"notifications\" as an object")
    }
    resources = try Self.texts("resourceSubscriptions", in: notifications)
    tasks = hasTasks ? try Self.texts("taskIds", in: notifications) : []
    let capabilities = params["_meta"]?[RequestMetadata.capabilitiesKey]
    guard tasks.isEmpty || TasksExtension.isDeclared(in: capabilities) else { throw .tasksNotDeclared }
  }

  /// Returns each text once.
  private static func texts(_ name: String, in notifications: JSONObject) throws(RPCError) -> [String] {
    let wanted = notifications[name] ?? .null
    guard let values = wanted.isNull ? [] : wanted.array, case let texts = values.compactMap(\.string),
      texts.count == values.count
    else {
      throw .invalidParams("\"\(name)\" must be an array of strings")
    }
    var seen: Set<String> = []
    return texts.filter { seen.insert($0).inserted }
  }
}

extension SubscriptionTable.Listener {
  /// The id of the request that listens; nil for a session.
  fileprivate var id: RequestID? {
    if case .request(let id) = self { id } else { nil }
  }
}
