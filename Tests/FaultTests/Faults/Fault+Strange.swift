import JSON
import TestSupport

/// Answers that say what they should in an unusual form, and answers to look-ups.
extension Fault {
  static let strange = [byteOrderMark, conflictOnLookUp] + cappedPages

  private static let byteOrderMark = relayed("byte order mark") { peer, _, reply in
    peer.write(rewriting(reply) { "\u{FEFF}" + $0 })
  } lookUp: { peer, request, ask in
    peer.write(rewriting(ask(request)) { "\u{FEFF}" + $0 })
  }

  private static let conflictOnLookUp: Fault = {
    var fault = relayed("409 on the look-up") { peer, request, ask in
      peer.reply(409, ["Content-Type: application/json"], #"{"success":false,"error":"Injected"}"#)
    }
    fault.lookUpCode = "rejected"
    return fault
  }()

  /// The order stands behind 40 others, and the API serves 20 on a page, however many were asked for.
  private static let cappedPages = [true, false].flatMap { isCounted in
    let name = isCounted ? "capped pages" : "capped pages without a total"
    let lookUp: LookUp = { peer, request, ask in peer.write(page(request, isCounted: isCounted, ask)) }
    var lost = Fault("\(name), reset after the effect", .uncertain(tookEffect: true), "connection_lost", retry: "safe")
    {
      peer, _, _ in
      peer.reset()
    }
    lost.lookUp = lookUp
    return [relayed(name, lookUp: lookUp), lost]
  }

  private static func relayed(
    _ name: String, _ answer: @escaping Answer = { peer, _, reply in peer.write(reply) }, lookUp: @escaping LookUp
  ) -> Fault {
    var fault = Fault(name, .readable, "ok", retry: "-", answer)
    fault.lookUp = lookUp
    return fault
  }

  /// The reply with another body.
  private static func rewriting(_ reply: [UInt8], _ rewrite: (String) -> String) -> [UInt8] {
    let text = String(decoding: reply, as: UTF8.self)
    guard let end = text.firstRange(of: "\r\n\r\n") else { return reply }
    let body = rewrite(String(text[end.upperBound...]))
    let fields = text[..<end.lowerBound].split(separator: "\r\n").map(String.init).filter {
      !$0.lowercased().hasPrefix("content-length:")
    }
    return Array((fields + ["Content-Length: \(body.utf8.count)", "", body]).joined(separator: "\r\n").utf8)
  }
}

extension Fault {
  private static func page(_ request: ReceivedRequest, isCounted: Bool, _ ask: Ask) -> [UInt8] {
    guard request.target.contains("/orders?") else { return ask(request) }
    let place = /([?&]page=)([0-9]+)/
    let number = request.target.firstMatch(of: place).flatMap { Int($0.2) } ?? 1
    let target = request.target.replacing(place) { "\($0.1)\(max(number - 2, 1))" }
    return rewriting(ask(request.with(target: target))) { body in
      guard let reply = try? JSONParser.parse(Array(body.utf8)) else { return body }
      return "\(capped(reply, number, isCounted: isCounted))"
    }
  }

  /// The first two pages are other orders, what follows are the API's own pages from the first on.
  private static func capped(_ value: JSONValue, _ number: Int, isCounted: Bool) -> JSONValue {
    guard let object = value.object else { return value }
    return .object(
      JSONObject(
        object.members.map { member in
          switch (member.name, member.value) {
          case ("data", .array), ("orders", .array):
            JSONObject.Member(name: member.name, value: number > 2 ? member.value : .array(others(number)))
          case ("pagination", _):
            JSONObject.Member(name: member.name, value: pagination(member.value, number, isCounted: isCounted))
          default:
            JSONObject.Member(name: member.name, value: capped(member.value, number, isCounted: isCounted))
          }
        }))
  }

  private static func pagination(_ value: JSONValue, _ number: Int, isCounted: Bool) -> JSONValue {
    guard isCounted, let total = value["total"]?.number?.integer else { return [:] }
    return ["page": .number(JSONNumber(number)), "total": .number(JSONNumber(total + 40))]
  }

  private static func others(_ number: Int) -> [JSONValue] {
    (1...20).map { row in
      let name = "other \((number - 1) * 20 + row)"
      return ["orderId": .string(name), "orderReference": .string(name), "status": "pending"]
    }
  }
}
