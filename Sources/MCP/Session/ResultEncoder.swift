package import JSON
import JSONRPC

/// Encodes results with the members that a revision asks for around their own.
package struct ResultEncoder: Sendable {
  package let revision: ProtocolRevision
  private let serverInfo: JSONObject

  package init(revision: ProtocolRevision, server: ServerDescription) {
    self.revision = revision
    serverInfo = server.serverInfo(for: revision)
  }

  package func encode(_ result: JSONObject, caching: Caching? = nil) -> [UInt8] {
    JSONWriter.bytes(of: .object(completed(result, caching: caching)))
  }

  private func completed(_ result: JSONObject, caching: Caching?) -> JSONObject {
    guard revision.isStateless else { return result }
    var object = JSONObject([.init(name: "resultType", value: "complete")] + result.members)
    if let caching {
      object.append("ttlMs", .number(JSONNumber(caching.milliseconds)))
      object.append("cacheScope", .string(caching.scope))
    }
    object.append("_meta", .object(meta([:])))
    return object
  }

  /// Encodes a tool's result. The text holds what the object does as well, or the document that the object describes:
  /// some clients show the model only the text, others only the structured content.
  package func encode(_ result: ToolResult) -> [UInt8] {
    let object = JSONWriter.bytes(of: .object(result.object), escapesInvisible: true)
    var writer = JSONWriter(capacity: Self.capacity(for: object), escapesInvisible: true)
    write(result, object, to: &writer)
    return writer.bytes
  }

  /// Encodes the whole answer to a call at once, so that a result is not copied into it.
  func encode(_ result: ToolResult, answering reply: Reply) -> [UInt8] {
    let object = JSONWriter.bytes(of: .object(result.object), escapesInvisible: true)
    return reply.encoded(capacity: Self.capacity(for: object), escapesInvisible: true) { writer in
      write(result, object, to: &writer)
    }
  }

  /// Twice the object, once of it with escapes, and the rest.
  private static func capacity(for object: [UInt8]) -> Int {
    3 * object.count + 512
  }

  private func write(_ result: ToolResult, _ object: [UInt8], to writer: inout JSONWriter) {
    if let input = result.inputRequired { return writer.writeRaw(encode(input)) }
    writer.writeRaw(revision.isStateless ? #"{"resultType":"complete","content":["# : #"{"content":["#)
    if let content = result.content {
      write(content, to: &writer)
    } else {
      writeUsualContent(of: result, object, to: &writer)
    }
    writer.writeRaw("]")
    if result.isError {
      writer.writeRaw(#","isError":true"#)
    } else if revision.has(.structuredContent), !(result.content != nil && result.object.isEmpty) {
      writer.writeRaw(#","structuredContent":"#)
      writer.writeRaw(object)
    }
    let meta = meta(result.meta)
    if !meta.isEmpty {
      writer.writeRaw(#","_meta":"#)
      writer.write(meta)
    }
    writer.writeRaw("}")
  }

  /// Writes the attachments, the summary, and the object as JSON or the text in its place.
  private func writeUsualContent(of result: ToolResult, _ object: [UInt8], to writer: inout JSONWriter) {
    if !result.attachments.isEmpty {
      write(result.attachments, to: &writer)
      writer.writeRaw(",")
    }
    writer.writeText { $0.write(result.summary) }
    writer.writeRaw(",")
    if let text = text(of: result) {
      writer.writeText { $0.write(text) }
    } else {
      // No invisible character is left in these bytes.
      writer.writeText { $0.writeString(object) }
    }
  }

  private func write(_ content: [ContentBlock], to writer: inout JSONWriter) {
    for (index, block) in content.enumerated() {
      if index > 0 { writer.writeRaw(",") }
      writer.write(block.object(for: revision))
    }
  }

  /// The text in place of the object's JSON, which is all there is without structured content.
  private func text(of result: ToolResult) -> String? {
    switch result.text {
    case .object: nil
    case .short(let text): result.isError || revision.has(.structuredContent) ? text : nil
    case .document(let text): text
    }
  }

  private func encode(_ input: ToolResult.InputRequired) -> [UInt8] {
    JSONWriter.bytes(of: [
      "resultType": "input_required", "inputRequests": input.requests, "requestState": .string(input.state),
      "_meta": .object(meta([:])),
    ])
  }

  func meta(_ own: JSONObject) -> JSONObject {
    guard revision.isStateless else { return own }
    var object = own
    object.append("io.modelcontextprotocol/serverInfo", .object(serverInfo))
    return object
  }
}

extension JSONWriter {
  /// Writes one content block of type text.
  fileprivate mutating func writeText(_ write: (inout JSONWriter) -> Void) {
    writeRaw(#"{"type":"text","text":"#)
    write(&self)
    writeRaw("}")
  }
}

/// Says how long a client may keep a result, and for whom (2026-07-28, server utilities: caching).
package struct Caching: Sendable, Equatable {
  let milliseconds: Int
  let scope: String

  /// The caching of results that are fixed at the start and the same for every client.
  package static let catalogue = Caching(milliseconds: 3_600_000, scope: "public")

  /// The caching of results that belong to the account and are true only now.
  package static let live = Caching(milliseconds: 0, scope: "private")
}
