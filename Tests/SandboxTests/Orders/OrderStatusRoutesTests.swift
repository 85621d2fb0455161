import JSON
import Testing

@testable import Sandbox
@testable import SandboxAPI
@testable import SandboxModel
@testable import SandboxPages

@Suite struct OrderStatusRoutesTests {
  @Test func statusNeedsNoKeyAndHasProgressAndTransaction() async throws {
    try await SandboxFixture.run { sandbox in
      let id = try await sandbox.orderId("a", ["amount": "3", "successUrl": "https://s.example"])
      let path = "/api/order-status/\(id)"
      let fresh = try await sandbox.send("GET", path)
      #expect(fresh.status == 200)
      #expect(fresh.data["paymentProgress"] == 0)
      #expect(fresh["txHash"] == nil)
      _ = try await sandbox.pay(["orderId": .string(id), "amount": "1", "txHash": "0x1"])
      let part = try await sandbox.send("GET", path)
      #expect(part.data["paymentProgress"] == 33)
      #expect(part.data["isPartiallyPaid"] == true)
      #expect(part["remainingAmount"] == "2")
      #expect(part["transferStatus"] == "confirmed")
      #expect(part.data["redirectUrl"] == nil)
      _ = try await sandbox.pay(["orderId": .string(id), "txHash": "0x2"])
      let paid = try await sandbox.send("GET", path)
      #expect(paid["status"] == "completed")
      #expect(paid["orderReference"] == "a")
      #expect(paid.data["isFullyPaid"] == true)
      #expect(paid["txHash"] == "0x2")
      #expect(paid["receivedAmount"] == "3")
      #expect(paid.data["transferCount"] == 2)
      #expect(paid["redirectUrl"] == "https://s.example")
    }
  }

  /// A transfer that waits is not taken for one that the chain has confirmed.
  @Test func confirmationsAreThoseOfTheTransferThatWaits() async throws {
    try await SandboxFixture.run { sandbox in
      let id = try await sandbox.orderId("a", ["amount": "3"])
      _ = try await sandbox.pay(["orderId": .string(id), "amount": "1", "txHash": "0x1"])
      _ = try await sandbox.pay(["orderId": .string(id), "amount": "1", "txHash": "0x2", "confirmations": 1])
      let status = try await sandbox.send("GET", "/api/order-status/\(id)")
      #expect(status.data["currentConfirmations"] == 1)
      #expect(status["txHash"] == "0x1")
      #expect(status["receivedAmount"] == "2")
      #expect(status["confirmedAmount"] == "1")
    }
  }

  @Test func unknownOrderIsNotFound() async throws {
    try await SandboxFixture.run { sandbox in
      let response = try await sandbox.send("GET", "/api/order-status/ord_0")
      #expect(response.status == 404)
      #expect(response.message == "Order not found")
    }
  }
}
