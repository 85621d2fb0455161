import CurlTransport
import Foundation
import HTTP
import Synchronization
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(1)))
struct CurlTransportTests {
  @Test func returnsStatusHeadersAndBody() async throws {
    let server = TestServer.answering { _, peer in peer.reply(404, ["X-One: 1", "X-Two: b"], "not here") }
    let response = try await CurlTransport().send(.make(server.url()))
    #expect(response.status == 404)
    #expect(response.headers["x-one"] == "1")
    #expect(response.headers["X-TWO"] == "b")
    #expect(response.body == Array("not here".utf8))
  }

  @Test(arguments: [
    (HTTPRequest.Method.get, ""), (.post, "{\"a\":1}"), (.post, ""), (.put, "{}"), (.put, ""), (.delete, ""),
    (.delete, "{\"b\":2}"),
  ])
  func sendsMethodTargetAndBodyAsDescribed(method: HTTPRequest.Method, body: String) async throws {
    let received = Mutex<[ReceivedRequest]>([])
    let server = TestServer.answering { request, peer in
      received.withLock { $0.append(request) }
      peer.reply()
    }
    let target = "/a/../b%2F?q=%20&r"
    _ = try await CurlTransport().send(.make(server.url(target), method, headers: ["X-Key": "v"], body: body))
    let request = try #require(received.withLock { $0.first })
    #expect(request.lines[0] == "\(method.rawValue) \(target) HTTP/1.1")
    #expect(request.body == Array(body.utf8))
    #expect(request.values("X-Key") == ["v"])
    #expect(request.values("User-Agent") == ["payin-mcp"])
    let framed = !body.isEmpty || method == .post || method == .put
    #expect(request.values("Content-Length") == (framed ? ["\(body.utf8.count)"] : []))
    for name in ["Expect", "Content-Type", "Accept", "Cookie", "Authorization"] { #expect(request.values(name) == []) }
  }

  @Test func bodiesWithNULAndManyBytesArriveWhole() async throws {
    let server = TestServer.answering { request, peer in peer.reply(200, [], request.body) }
    let body = (0..<300_000).map { UInt8(truncatingIfNeeded: $0) }
    let response = try await CurlTransport().send(HTTPRequest(method: .post, url: server.url(), body: body))
    #expect(response.body == body)
  }

  @Test func sequentialReadsShareOneConnection() async throws {
    let server = TestServer.answering { _, peer in peer.reply(200, [], "x") }
    let transport = CurlTransport()
    for _ in 1...10 { #expect(try await transport.send(.make(server.url())).status == 200) }
    #expect(server.accepted == 1)
  }

  @Test func readsChunkedBody() async throws {
    let server = TestServer.answering { _, peer in
      peer.write(
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\nTrailer: t\r\n\r\n")
    }
    let response = try await CurlTransport().send(.make(server.url()))
    #expect(response.body == Array("abcde".utf8))
    #expect(response.headers["Trailer"] == nil)
  }

  @Test func undoesCompression() async throws {
    let compressed = try #require(Data(base64Encoded: "H4sIAAAAAAACA6tWys9WsiopKk2tBQCQX9SnCwAAAA=="))
    let server = TestServer.answering { request, peer in
      #expect(request.values("Accept-Encoding").first?.contains("gzip") == true)
      peer.reply(200, ["Content-Encoding: gzip"], Array(compressed))
    }
    #expect(try await CurlTransport().send(.make(server.url())).body == Array("{\"ok\":true}".utf8))
  }

  @Test func ignoresInterimReplies() async throws {
    let server = TestServer.answering { _, peer in
      peer.write("HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n")
      peer.reply(201, ["A: b"], "made")
    }
    let response = try await CurlTransport().send(.make(server.url()))
    #expect(response.status == 201)
    #expect(response.headers["Link"] == nil)
    #expect(response.headers["A"] == "b")
  }

  @Test(arguments: [301, 302, 303, 307, 308]) func doesNotFollowRedirects(status: Int) async throws {
    let elsewhere = TestServer.answering { _, peer in peer.reply() }
    let location = elsewhere.url("/next")
    let server = TestServer.answering { _, peer in peer.reply(status, ["Location: \(location)"]) }
    let response = try await CurlTransport().send(.make(server.url(), .post, body: "{}"))
    #expect(response.status == status)
    #expect(response.headers["Location"] == location)
    #expect(elsewhere.accepted == 0)
  }

  @Test func keepsNoCookies() async throws {
    let server = TestServer.answering { request, peer in
      peer.reply(200, ["Set-Cookie: a=b; Path=/"], request.values("Cookie").joined())
    }
    let transport = CurlTransport()
    _ = try await transport.send(.make(server.url()))
    #expect(try await transport.send(.make(server.url())).body == [])
  }

  @Test(arguments: ["http://localhost", "http://127.0.0.1"])
  func loopbackIsNeverProxied(_ host: String) async throws {
    let server = TestServer.answering { _, peer in peer.reply(200) }
    #expect(try await CurlTransport().send(.make("\(host):\(server.port)/")).status == 200)
  }

  @Test func otherHostsGoThroughTheProxyOfTheEnvironment() async throws {
    ProxyVariable.set
    let response = try await CurlTransport().send(.make("http://payin.test/x"))
    #expect(response.status == 299)
    #expect(response.body == Array("http://payin.test/x".utf8))
  }

  @Test func badHeaderIsRefusedBeforeAnythingIsSent() async {
    let server = TestServer.answering { _, peer in peer.reply() }
    let error = await CurlTransport().failure(of: .make(server.url(), headers: ["X": "a\r\nY: b"]))
    #expect(error?.code == .invalidRequest)
    #expect(error?.mayHaveReachedServer == false)
    #expect(server.accepted == 0)
  }
}
