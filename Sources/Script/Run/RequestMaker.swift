import JSON
import JSONRPC

/// Builds the requests of `call`, `request` and control words in the form of the current revision.
struct RequestMaker {
  private static let versionKey = "io.modelcontextprotocol/protocolVersion"
  private static let infoKey = "io.modelcontextprotocol/clientInfo"
  private static let capabilitiesKey = "io.modelcontextprotocol/clientCapabilities"

  /// The name and the version that the client gives itself.
  let client: JSONValue
  /// Ids that frames of the script use.
  private let taken: Set<RequestID>
  private var lastID = 0
  private var metadata: JSONValue = [:]

  var revision: String { didSet { metadata = makeMetadata() } }
  var capabilities: JSONObject { didSet { metadata = makeMetadata() } }

  init(client: JSONValue, revision: String, avoiding taken: Set<RequestID>) {
    (self.client, self.revision, self.taken) = (client, revision, taken)
    capabilities = [:]
    metadata = makeMetadata()
  }

  /// Whether requests carry the version themselves and there is no handshake.
  var isStateless: Bool { revision >= Step.EraChoice.firstModern }

  mutating func request(_ method: String, _ parameters: JSONObject) -> (id: RequestID, line: [UInt8]) {
    repeat { lastID += 1 } while taken.contains(RequestID(lastID))
    let id = RequestID(lastID)
    var writer = JSONWriter(capacity: 512)
    writer.writeRaw(#"{"jsonrpc":"2.0","id":"#)
    writer.writeRaw(id.encoded)
    writer.writeRaw(#","method":"#)
    writer.write(method)
    writer.writeRaw(#","params":"#)
    writer.write(isStateless ? withMetadata(parameters) : parameters)
    writer.writeRaw("}")
    return (id, writer.bytes)
  }

  /// The parameters of `initialize`.
  var handshake: JSONObject {
    ["protocolVersion": .string(revision), "capabilities": .object(capabilities), "clientInfo": client]
  }

  /// Members of the script's own `_meta`, such as a progress token, stay.
  private func withMetadata(_ parameters: JSONObject) -> JSONObject {
    var parameters = parameters
    guard case .object(var own)? = parameters["_meta"], case .object(let metadata) = metadata else {
      parameters["_meta"] = metadata
      return parameters
    }
    for member in metadata.members where own[member.name] == nil { own.append(member.name, member.value) }
    parameters["_meta"] = .object(own)
    return parameters
  }

  private func makeMetadata() -> JSONValue {
    [Self.versionKey: .string(revision), Self.infoKey: client, Self.capabilitiesKey: .object(capabilities)]
  }

  static func notification(_ method: String) -> [UInt8] {
    JSONWriter.bytes(of: ["jsonrpc": "2.0", "method": .string(method)])
  }

  static func result(_ result: JSONObject, to id: JSONValue) -> [UInt8] {
    JSONWriter.bytes(of: ["jsonrpc": "2.0", "id": id, "result": .object(result)])
  }

  static func refusal(of request: ServerRequest) -> [UInt8] {
    let error: JSONValue = ["code": -32601, "message": .string("the script has no reply to \(request.method)")]
    return JSONWriter.bytes(of: ["jsonrpc": "2.0", "id": request.id, "error": error])
  }
}
