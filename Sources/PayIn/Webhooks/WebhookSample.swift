import Digest
import Formats
import FoundationEssentials
package import JSON

/// An event as PayIn sends it, for trying out a receiver. The same inputs give the same event: its ids are hashes.
package struct WebhookSample: Sendable {
  package enum Kind: String, Sendable, CaseIterable {
    case orderCompleted = "order.completed"
    case orderExpired = "order.expired"
    case depositPending = "deposit.pending"
    case depositConfirmed = "deposit.confirmed"
  }

  let kind: Kind
  /// The scheme decides on the dialect too, because each dialect has its own scheme.
  package let scheme: WebhookSignature.Scheme
  /// The reference of the order or the deposit.
  let reference: String
  let amount: Amount
  /// The time of sending, in seconds since 1970-01-01T00:00:00Z.
  let now: Int

  package init(
    _ kind: Kind, _ scheme: WebhookSignature.Scheme, reference: String, amount: Amount, now: Int
  ) {
    self.kind = kind
    self.scheme = scheme
    self.reference = reference
    self.amount = amount
    self.now = now
  }

  package var body: [UInt8] {
    JSONWriter.bytes(of: .object(event))
  }

  /// The headers of the request that delivers the event.
  package func headers(signedWith secret: WebhookSecret) -> JSONObject {
    let signature = JSONValue.string(WebhookSignature.sign(body, with: secret, scheme, at: now))
    switch scheme {
    case .hex: return ["Content-Type": "application/json", "x-payin-signature": signature]
    case .timestamped:
      return [
        "Content-Type": "application/json", "X-PayIn-Signature": signature, "X-PayIn-Event-Type": .string(type),
        "X-PayIn-Event-Id": .string(id), "X-PayIn-Delivery-Id": .string("dlv_\(digest("delivery/\(id)/\(now)", 16))"),
        "User-Agent": "PayIn-Webhook/1.0",
      ]
    }
  }
}

extension WebhookSample {
  /// The type as it is sent.
  package var type: String {
    kind == .depositConfirmed && scheme == .timestamped ? "deposit.completed" : kind.rawValue
  }

  private var isOrder: Bool {
    kind == .orderCompleted || kind == .orderExpired
  }

  package var id: String {
    switch scheme {
    case .hex: "evt_\(digest("event/\(type)", 16))"
    case .timestamped: "evt_\(type.replacing(".", with: "_"))_\(isOrder ? orderID : transactionHash)"
    }
  }

  private var orderID: String { "ord_\(digest("order", 16))" }
  private var transactionHash: String { "0x\(digest("transaction/\(amount.text)", 64))" }
  private var address: String { "0x\(digest("address", 40))" }

  private var event: JSONObject {
    switch scheme {
    case .hex:
      [
        "id": .string(id), "type": .string(type), "createdAt": moment(),
        "data": .object(isOrder ? documentedOrder : documentedDeposit),
      ]
    case .timestamped:
      [
        "id": .string(id), "type": .string(type), "created_at": moment(),
        "data": .object(isOrder ? publishedOrder : publishedDeposit),
      ]
    }
  }

  private var documentedOrder: JSONObject {
    var data: JSONObject = [
      "orderId": .string(orderID), "orderReference": .string(reference),
      "status": kind == .orderCompleted ? "completed" : "expired", "amount": .string(amount.text), "currency": "USDT",
      "chainId": "ethereum-sepolia",
    ]
    if kind == .orderCompleted {
      data["txHash"] = .string(transactionHash)
      data["completedAt"] = moment(secondsAgo: 15)
    }
    return data
  }

  private var documentedDeposit: JSONObject {
    [
      "depositReference": .string(reference), "amount": .string(amount.text), "currency": "USDT",
      "chainId": "ethereum-sepolia", "txHash": .string(transactionHash),
    ]
  }

  private var publishedOrder: JSONObject {
    var data: JSONObject = [
      "order_id": .string(orderID), "order_reference": .string(reference), "amount": .string(amount.text),
      "currency": "USDT", "chain_id": "ethereum-sepolia", "payment_address": .string(address),
    ]
    if kind == .orderCompleted {
      data["completed_at"] = moment(secondsAgo: 15)
    } else {
      data["expired_at"] = moment(secondsAgo: 15)
      data["reason"] = "timeout"
    }
    return data
  }

  private var publishedDeposit: JSONObject {
    [
      "depositReference": .string(reference), "token": "USDT", "chain": "ethereum-sepolia",
      "amount": .string(amount.text), "depositAddress": .string(address), "txHash": .string(transactionHash),
      "blockNumber": 7_500_000, "timestamp": moment(secondsAgo: 15),
    ]
  }

  private func moment(secondsAgo: Int = 0) -> JSONValue {
    .string(Date(timeIntervalSince1970: TimeInterval(now - secondsAgo)).formatted(.iso8601))
  }

  /// Follows from the reference alone, apart from what `purpose` adds.
  private func digest(_ purpose: String, _ digits: Int) -> String {
    String(Hexadecimal.encode(SHA256.hash("\(purpose)/\(reference)".utf8)).prefix(digits))
  }
}
