import Foundation
import Glibc

/// All tests run with `http_proxy` set to a server that answers 299 to everything, so that each of them also shows
/// that loopback hosts are asked directly.
package enum ProxyVariable {
  package static let set: Void = {
    let (listener, port) = TestServer.listen(backlog: 16)
    Thread.detachNewThread {
      while true {
        let peer = ServerConnection(accept(listener, nil, nil))
        if let request = peer.readRequest() { peer.reply(299, [], request.target) }
        peer.close()
      }
    }
    setenv("http_proxy", "http://127.0.0.1:\(port)", 1)
    unsetenv("no_proxy")
    unsetenv("NO_PROXY")
  }()
}
