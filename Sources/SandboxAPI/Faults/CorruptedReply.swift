import HTTP
import JSON
import SandboxModel

/// Replies that say what no healthy service says, in readable JSON.
extension HTTPResponse {
  /// The names under which resources have their ids, addresses and references, in both dialects.
  private static let identities: Set = [
    "orderId", "id", "depositId", "order_id", "orderReference", "order_reference", "depositReference",
    "deposit_reference", "address", "paymentAddress", "depositAddress",
  ]
  private static let hugeSize = 17 << 20

  /// Neither ids nor addresses.
  var withoutIdentities: HTTPResponse {
    rewritingData { member in Self.identities.contains(member.name) ? nil : member }
  }

  /// A status that is not documented.
  var withUnknownStatus: HTTPResponse {
    rewritingData { member in
      guard member.name == "status", member.value.string != nil else { return member }
      return JSONObject.Member(name: member.name, value: "paused")
    }
  }

  /// Ids, addresses and references of something else.
  var ofOtherResource: HTTPResponse {
    rewritingData { member in
      guard Self.identities.contains(member.name), let text = member.value.string else { return member }
      return JSONObject.Member(name: member.name, value: .string(Self.other(text)))
    }
  }

  /// Each row of a list twice.
  var withRepeatedRows: HTTPResponse {
    replacingBody { body in
      guard let data = body["data"] else { return body }
      var body = body
      body["data"] = Self.repeating(data)
      return body
    }
  }

  /// The same reply with 17 MiB of blanks before its members, which are bytes of the same object.
  var enlarged: HTTPResponse {
    guard let first = body.first, first == UInt8(ascii: "{") else { return self }
    let blanks = [UInt8](repeating: UInt8(ascii: " "), count: Self.hugeSize)
    return HTTPResponse(status: status, headers: headers, body: [first] + blanks + body.dropFirst())
  }

  /// An id or a reference of the same length that is not the given one: its last letter or digit is another one.
  private static func other(_ text: String) -> String {
    guard let last = text.last else { return "other" }
    return String(text.dropLast()) + (last == "7" ? "8" : "7")
  }

  private static func repeating(_ data: JSONValue) -> JSONValue {
    if let rows = data.array { return .array(rows.flatMap { [$0, $0] }) }
    guard let object = data.object else { return data }
    return .object(
      JSONObject(
        object.members.map { member in
          guard let rows = member.value.array, rows.allSatisfy({ $0.object != nil }) else { return member }
          return JSONObject.Member(name: member.name, value: .array(rows.flatMap { [$0, $0] }))
        }))
  }

  // MARK: Bodies

  /// Rewrites the members of the data, and of the objects and rows in it but for what the merchant has attached.
  private func rewritingData(_ rewrite: (JSONObject.Member) -> JSONObject.Member?) -> HTTPResponse {
    replacingBody { body in
      guard let data = body["data"] else { return body }
      var body = body
      body["data"] = Self.rewriting(data, rewrite)
      return body
    }
  }

  private static func rewriting(
    _ value: JSONValue, _ rewrite: (JSONObject.Member) -> JSONObject.Member?
  ) -> JSONValue {
    if let rows = value.array { return .array(rows.map { rewriting($0, rewrite) }) }
    guard let object = value.object else { return value }
    return .object(
      JSONObject(
        object.members.compactMap { member in
          guard let kept = rewrite(member) else { return nil }
          guard kept.name != "metadata" else { return kept }
          return JSONObject.Member(name: kept.name, value: rewriting(kept.value, rewrite))
        }))
  }

  /// A body that is no JSON object stays.
  private func replacingBody(_ rewrite: (JSONObject) -> JSONObject) -> HTTPResponse {
    guard let body = (try? JSONParser.parse(body))?.object else { return self }
    return HTTPResponse(
      status: status, headers: headers, body: JSONWriter.bytes(of: .object(rewrite(body))))
  }
}
