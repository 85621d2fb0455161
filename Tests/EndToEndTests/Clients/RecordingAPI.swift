import JSON
import Synchronization
import TestSupport

/// An API that answers every write with one object, every read by its path, and remembers the writes.
final class RecordingAPI: Sendable {
  struct Write: Sendable {
    let target: String
    /// Null if the request has no body, or one that is not JSON.
    let body: JSONValue
  }

  let server: TestServer
  private final class Box: Sendable {
    let writes = Mutex<[Write]>([])
  }

  private let box: Box

  static let created =
    #"{"id":"link_1","orderId":"ord_1","address":"0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"}"#

  /// - Parameters:
  ///   - reads: JSON by the end of the path, without query; everything else is not found. An order list is empty.
  ///   - written: the `data` that every write is answered with.
  init(reads: [String: String] = [:], written: String = RecordingAPI.created) {
    let box = Box()
    self.box = box
    server = .answering { request, peer in
      let path = String(request.target.prefix { $0 != "?" })
      if request.method != "GET" {
        let body = (try? JSONParser.parse(request.body)) ?? .null
        box.writes.withLock { $0.append(Write(target: path, body: body)) }
        return peer.reply(200, ["Content-Type: application/json"], #"{"success":true,"data":\#(written)}"#)
      }
      let known = ["/orders": #"{"orders":[]}"#].merging(reads) { $1 }
      guard let data = known.first(where: { path.hasSuffix($0.key) })?.value else {
        return peer.reply(404, ["Content-Type: application/json"], LoopbackAPI.notFound)
      }
      peer.reply(200, ["Content-Type: application/json"], #"{"success":true,"data":\#(data)}"#)
    }
  }

  /// The writes in the order they came.
  var writes: [Write] { box.writes.withLock(\.self) }
}
