import JSON
import JSONRPC

extension Session {
  /// Reading goes to the network, so it is in flight as a call is.
  func read(_ uri: String, _ revision: ProtocolRevision, _ reply: Reply) throws(RPCError) {
    guard ResourceURI(uri) != nil else { throw ResourceFailure.unknown.error(for: uri, revision) }
    let (resources, encoder) = (try resources(), encoder(revision))
    inFlight.start(
      InFlightRequests.Call(
        reply: reply, run: { () async throws(RPCError) in try await resources.read(uri, encoder) },
        interrupt: { reply.fail(.shuttingDown) }))
  }

  func resources() throws(RPCError) -> ResourceCatalogue {
    guard let resources = features.resources else { throw .internalError }
    return resources
  }

  func fill(_ request: PromptRequest, _ revision: ProtocolRevision) throws(RPCError) -> [UInt8] {
    guard let prompt = features.prompt(named: request.name) else {
      throw .invalidParams("unknown prompt: \(request.name.excerpt())")
    }
    return encoder(revision).encode(try prompt.filled(with: request.arguments))
  }
}
