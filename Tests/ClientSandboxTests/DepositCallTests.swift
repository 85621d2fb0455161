import JSON
import PayIn
import Testing

@Suite struct DepositCallTests {
  @Test func boundAddressIsTheSameAgain() async throws {
    try await ClientBench.run { bench in
      let first = try await bench.client.bindDepositAddress(
        reference: "user_456", protocol: "evm", metadata: ["playerName": "john_doe"])
      #expect(first.outcome == .done)
      #expect(first.warnings.isEmpty)
      let binding = try #require(first.resource)
      #expect(binding["depositReference"] == "user_456")
      #expect(binding["protocol"] == "evm")
      #expect(binding["address"]?.wholeMatch(of: /0x[0-9a-f]{40}/) != nil)
      #expect(
        binding.fields["monitoredChains"] == [
          "ethereum-sepolia", "polygon-amoy", "arbitrum-sepolia", "xlayer-testnet",
        ])
      #expect(binding["createdAt"] == "2025-01-28T10:30:00.000Z")
      let again = try await bench.client.bindDepositAddress(reference: "user_456", protocol: "evm")
      #expect(again.resource == binding)
    }
  }

  @Test func oddReferenceIsBoundReadAndUnbound() async throws {
    try await ClientBench.run(poolSize: 40) { bench in
      for text in OddTexts.all {
        let bound = try await bench.client.bindDepositAddress(reference: text, protocol: "evm")
        let read = try await bench.client.depositReference(text)
        #expect(read["depositReference"]?.utf8.elementsEqual(text.utf8) == true, "\(text)")
        #expect(read["address"] == bound.resource?["address"])
        _ = try await bench.client.unbindDepositAddress(reference: text)
        let error = await #expect(throws: PayInError.self) { try await bench.client.depositReference(text) }
        #expect(error?.code == .notFound, "\(text)")
      }
    }
  }

  /// A client or proxy on the way may take them for steps in the path.
  @Test(arguments: [".", "..", ""])
  func dotsAreNotSent(_ reference: String) async throws {
    try await ClientBench.run { bench in
      let error = await #expect(throws: PayInError.self) { try await bench.client.depositReference(reference) }
      #expect(error?.code == .invalidArguments)
      #expect(error?.field == "depositReference")
    }
  }

  @Test func totalIsExactAndByToken() async throws {
    try await ClientBench.run { bench in
      _ = try await bench.client.bindDepositAddress(reference: "u", protocol: "evm")
      #expect(try await bench.client.depositReference("u")["totalAmount"] == "0")
      for (amount, currency) in [("0.1", "USDC"), ("0.2", "USDC"), ("99999999999999.999999", "USDT")] {
        _ = try await bench.client.simulatePayment([
          "depositReference": "u", "amount": .string(amount), "currency": .string(currency),
          "chainId": "ethereum-sepolia",
        ])
      }
      let read = try await bench.client.depositReference("u")
      #expect(read.fields["totalDeposits"] == 3)
      #expect(read["totalAmount"] == nil)
      #expect(read.fields["totalAmountByCurrency"] == ["USDC": "0.3", "USDT": "99999999999999.999999"])
      #expect(read["boundAt"] == "2025-01-28T10:30:00.000Z")
    }
  }

  @Test func depositIsConfirmedByTheSameTransaction() async throws {
    try await ClientBench.run { bench in
      _ = try await bench.client.bindDepositAddress(reference: "u", protocol: "tron")
      let seen = try await bench.client.simulatePayment([
        "depositReference": "u", "amount": "5", "txHash": "abc", "confirmed": false,
      ])
      #expect(seen.outcome == .created)
      #expect(seen.deposit?["status"] == "pending")
      #expect(seen.deposit?["chainId"] == "tron-nile")
      bench.advance(minutes: 1)
      let confirmed = try await bench.client.simulatePayment(["depositReference": "u", "amount": "5", "txHash": "abc"])
      #expect(confirmed.outcome == .replayed)
      #expect(confirmed.deposit?["status"] == "confirmed")
      #expect(confirmed.deposit?["createdAt"] == "2025-01-28T10:30:00.000Z")
      #expect(confirmed.deposit?["confirmedAt"] == "2025-01-28T10:31:00.000Z")
    }
  }
}
