import Synchronization
import TestSupport

/// An API of orders whose answers are not always what they should be.
final class OrdersAPI: Sendable {
  /// What it answers with.
  struct Answers: Sendable {
    /// The body of the first page of orders, told the rows as they should be; the second page is empty.
    var list: @Sendable (_ rows: String) -> String = { #"{"success":true,"data":{"orders":[\#($0)]}}"# }
    var createdStatus = 201
    /// The body after an order was made, told the order.
    var created: @Sendable (_ order: String) -> String = { #"{"success":true,"data":\#($0)}"# }
    /// Whether the order made shows up in the list.
    var isListed = true
  }

  /// The order of the checkout example, as the API shows it.
  static func order(_ id: String, _ status: String, amount: String = "25") -> String {
    """
    {"orderId":"\(id)","status":"\(status)","orderReference":"invoice-77","amount":"\(amount)","currency":"USDC",\
    "chainId":"polygon-amoy","paymentUrl":"http://127.0.0.1/pay/\(id)"}
    """
  }

  private final class State: Sendable {
    let creates = Mutex(0)
  }

  private let state: State
  private let server: TestServer

  init(_ answers: Answers) {
    let state = State()
    self.state = state
    server = .answering { request, peer in
      if request.method == "POST" {
        state.creates.withLock { $0 += 1 }
        return peer.reply(answers.createdStatus, [], answers.created(Self.order("o1", "pending")))
      }
      guard request.target.contains("/orders?") else {
        return peer.reply(200, [], #"{"success":true,"data":\#(Self.order("o1", "pending"))}"#)
      }
      guard request.target.contains("page=1") else { return peer.reply(200, [], #"{"success":true,"data":[]}"#) }
      let isMade = answers.isListed && state.creates.withLock { $0 > 0 }
      peer.reply(200, [], answers.list(isMade ? Self.order("o1", "pending") : ""))
    }
  }

  var url: String { server.url("/api/v1") }
  /// The number of requests that make something.
  var creates: Int { state.creates.withLock(\.self) }
}
