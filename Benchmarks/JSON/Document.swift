import JSON

/// A text as the server reads or writes it.
struct Document {
  let name: String
  let bytes: [UInt8]

  static func all() throws -> [Document] {
    [
      Document(name: "tools/call", bytes: JSONWriter.bytes(of: try JSONParser.parse(call))),
      Document(name: "list", bytes: Array(orders(2_100).utf8)),
      Document(name: "result", bytes: Array(result(orders(50)).utf8)),
    ]
  }

  /// A request of the stateless revision, about 600 bytes.
  private static let call = #"""
    {
      "jsonrpc": "2.0", "id": 17, "method": "tools/call",
      "params": {
        "name": "create_order",
        "arguments": {
          "orderReference": "invoice-2026-000017", "amount": "49.990001", "currency": "USDT",
          "chainId": "ethereum-sepolia", "successUrl": "https://shop.example/thanks?order=17",
          "paymentWindowMinutes": 30, "metadata": {"customer": "c_8841", "note": "两件 T 恤"}
        },
        "_meta": {
          "io.modelcontextprotocol/protocolVersion": "2026-07-28",
          "io.modelcontextprotocol/clientInfo": {"name": "assistant", "version": "1.4.2"},
          "io.modelcontextprotocol/clientCapabilities": {"elicitation": {}}, "progressToken": "p17"
        }
      }
    }
    """#

  private static func orders(_ count: Int) -> String {
    let items = (100_000..<100_000 + count).map(order).joined(separator: ",")
    return #"{"items":[\#(items)],"pagination":{"page":1,"limit":100,"total":240,"totalPages":3,"hasMore":true}}"#
  }

  /// One in eight has a title in Chinese.
  private static func order(_ id: Int) -> String {
    #"{"orderId":"ord_01j\#(id)","orderReference":"invoice-2026-\#(id)","status":"completed","amount":"49.990001","#
      + #""amountPaid":"49.990001","currency":"USDT","chainId":"ethereum-sepolia","title":""#
      + (id % 8 == 0 ? "两件 T 恤" : "Two T-shirts")
      + #"","address":"0x52908400098527886E0F7030069857D2E4169EE7","confirmations":\#(id % 64),"isFinal":true,"#
      + #""paymentUrl":"https://pay.example/o/ord_01j\#(id)","cancelUrl":null,"#
      + #""createdAt":"2026-01-31T09:30:00Z","expiresAt":"2026-01-31T10:00:00Z"}"#
  }

  /// What a tool answers: the same object as text inside a string, and as it is.
  private static func result(_ object: String) -> String {
    #"{"content":[{"type":"text","text":\#(JSONValue.string(object))}],"structuredContent":\#(object),"isError":false}"#
  }
}
