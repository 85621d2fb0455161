import Glibc
import TestSupport

extension Fault {
  static let all = unreached + lost + unreadable + refusals + failures + strange

  private static let unreached = [
    Fault("connection refused", "unreachable", retry: "safe", .refusesConnections),
    Fault("name not resolved", "unreachable", retry: "safe", .unknownName),
    Fault("connect timeout", "unreachable", retry: "safe", isSlow: true, .silent),
    Fault("certificate not trusted", "tls_failure", retry: "never", .untrusted),
    Fault("GOAWAY that nothing was processed", "connection_lost", retry: "safe", .goingAway),
    Fault("REFUSED_STREAM", "connection_lost", retry: "safe", .refusingStreams),
  ]

  private static let lost = [
    Fault("reset before the effect", .uncertain(tookEffect: false), "connection_lost", retry: "safe") { peer, _, _ in
      peer.reset()
    },
    Fault("reset after the effect", .uncertain(tookEffect: true), "connection_lost", retry: "safe") { peer, _, _ in
      peer.reset()
    },
    Fault("closed after the effect", .uncertain(tookEffect: true), "connection_lost", retry: "safe") { peer, _, _ in
      peer.close()
    },
    Fault("hang before the effect", .uncertain(tookEffect: false), "timeout", retry: "safe", isSlow: true) {
      peer, _, _ in
      peer.waitForEnd()
    },
    Fault("hang after the effect", .uncertain(tookEffect: true), "timeout", retry: "safe", isSlow: true) { peer, _, _ in
      peer.waitForEnd()
    },
    Fault("slow body", .uncertain(tookEffect: true), "timeout", retry: "safe", isSlow: true) { peer, _, _ in
      peer.write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
      while peer.write(" ") { usleep(20_000) }
    },
    Fault("truncated body", .uncertain(tookEffect: true), "connection_lost", retry: "safe") { peer, _, reply in
      peer.write(Array(reply.dropLast(5)))
      peer.close()
    },
  ]

  private static let unreadable = [
    Fault("no JSON", .uncertain(tookEffect: false), "unreadable_reply", retry: "safe") { peer, request, _ in
      peer.reply(200, ["Content-Type: text/html"], request.page)
    },
    Fault("no JSON after the effect", .uncertain(tookEffect: true), "unreadable_reply", retry: "safe") {
      peer, request, _ in
      peer.reply(201, ["Content-Type: application/json"], request.page)
    },
    Fault("20 MB body", .uncertain(tookEffect: true), "reply_too_large", retry: "never") { peer, _, _ in
      peer.reply(200, ["Content-Type: application/json"], large)
    },
  ]

  private static let refusals = [
    refusal("success: false", 200, "rejected"),
    refusal("400", 400, "rejected"),
    refusal("401", 401, "unauthorized"),
    refusal("403", 403, "forbidden"),
    refusal("404 of the API", 404, "not_found"),
    Fault("404 of a router", .refused, "endpoint_missing", retry: "never") { peer, request, _ in
      peer.reply(404, ["Content-Type: text/html"], request.page)
    },
    // Only a write can meet what exists.
    refusal("409", 409, "rejected", write: "conflict"),
    refusal("429", 429, "rate_limited", retry: "after 60"),
    refusal("429, Retry-After: 7", 429, "rate_limited", retry: "after 7", ["Retry-After: 7"]),
    // 30 seconds after the bench's date.
    refusal(
      "429, Retry-After: a date", 429, "rate_limited", retry: "after 30",
      ["Retry-After: Tue, 28 Jan 2025 10:30:30 GMT"]),
    Fault("301 to another port", .refused, "redirected", retry: "never") { peer, request, _ in
      peer.reply(301, ["Location: \(elsewhere.url(request.target))"], request.page)
    },
  ]

  private static let failures = [
    failure("500", 500, tookEffect: false), failure("500 after the effect", 500, tookEffect: true),
    failure("502", 502, tookEffect: false), failure("503", 503, tookEffect: false),
    failure("504", 504, tookEffect: false), failure("504 after the effect", 504, tookEffect: true),
    seeOther("303", tookEffect: false), seeOther("303 after the effect", tookEffect: true),
  ]

  /// Answers a request that was processed (RFC 9110, section 15.4.4), and is not followed.
  private static func seeOther(_ name: String, tookEffect: Bool) -> Fault {
    Fault(name, .uncertain(tookEffect: tookEffect), "redirected", retry: "never") { peer, request, _ in
      peer.reply(303, ["Location: \(elsewhere.url(request.target))"], request.page)
    }
  }

  /// The target of redirects, which must not be followed.
  static let elsewhere = TestServer.answering { _, peer in peer.reply(200, [], #"{"success":true,"data":{}}"#) }

  private static let large =
    Array("{\"data\":\"".utf8) + [UInt8](repeating: 0x78, count: 20_000_000) + Array("\"}".utf8)

  private static func refusal(
    _ name: String, _ status: Int, _ code: String, write: String? = nil, retry: String = "never",
    _ fields: [String] = []
  ) -> Fault {
    Fault(name, .refused, code, write: write, retry: retry) { peer, request, _ in
      peer.reply(status, ["Content-Type: application/json"] + fields, request.refusal)
    }
  }

  private static func failure(_ name: String, _ status: Int, tookEffect: Bool) -> Fault {
    Fault(name, .uncertain(tookEffect: tookEffect), "upstream_error", retry: "safe") { peer, request, _ in
      peer.reply(status, ["Content-Type: application/json"], request.refusal)
    }
  }
}

/// Answers that quote the whole request, its key included.
extension ReceivedRequest {
  fileprivate var quoted: String {
    lines.joined(separator: " ").replacing("\\", with: "").replacing("\"", with: "")
  }

  fileprivate var refusal: String {
    #"{"success":false,"error":"Injected","message":"\#(quoted)","suggestions":["\#(quoted)"]}"#
  }

  fileprivate var page: String {
    "<html><h1>\(quoted)</h1></html>"
  }
}
