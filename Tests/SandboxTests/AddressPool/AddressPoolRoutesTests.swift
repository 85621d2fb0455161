import JSON
import Testing

@testable import Sandbox
@testable import SandboxAPI
@testable import SandboxModel
@testable import SandboxPages

@Suite struct AddressPoolRoutesTests {
  static let evm: JSONValue = ["address": "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", "protocol": "evm"]
  static let tron: JSONValue = ["address": "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t", "protocol": "tron"]
  static let kept = "0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed"

  /// Of six addresses one is allocated, one bound, one cooling down and one archived.
  static func use(_ sandbox: SandboxFixture) async throws -> String {
    let paid = try await sandbox.orderId("paid")
    _ = try await sandbox.pay(["orderId": .string(paid)])
    _ = try await sandbox.createOrder("pending")
    _ = try await sandbox.bind("u")
    let free = sandbox.address(.evm, 5)
    let archived = try await sandbox.patch("/address-pool/addresses/\(free)/archive")
    #expect(archived.status == 200)
    return free
  }

  @Test(arguments: Dialect.allCases)
  func everyAddressCountsOnce(_ dialect: Dialect) async throws {
    try await SandboxFixture.run(poolSize: 6, dialect: dialect) { sandbox in
      _ = try await Self.use(sandbox)
      let counts = try await sandbox.get("/address-pool/availability")
      #expect(
        counts.data == [
          "protocol": "evm", "total": 6, "available": 2, "allocated": 1, "bound": 1, "coolingDown": 1, "archived": 1,
        ])
      sandbox.clock.advance(minutes: 30)
      // The rest is over, and the pending order has expired meanwhile.
      let later = try await sandbox.get("/address-pool/availability?protocol=evm")
      #expect(
        later.data == [
          "protocol": "evm", "total": 6, "available": 3, "allocated": 0, "bound": 1, "coolingDown": 1, "archived": 1,
        ])
      let summary = try await sandbox.get("/address-pool/summary")
      #expect(summary.data["protocols"]?.array?.map { $0["protocol"] } == ["evm", "tron", "solana"])
      #expect(summary.data["protocols"]?.array?.first == later.data)
      #expect(summary.data["totalAddresses"] == 18)
      #expect(summary.data["totalAvailable"] == 15)
      #expect(summary.data["hasAvailableAddresses"] == true)
    }
  }

  @Test func listSaysWhoUsesAnAddress() async throws {
    try await SandboxFixture.run(poolSize: 6) { sandbox in
      let archived = try await Self.use(sandbox)
      let list = try await sandbox.get("/address-pool/addresses?protocol=evm&limit=6")
      let rows = try #require(list.data["addresses"]?.array)
      #expect(list.data["pagination"] == ["page": 1, "limit": 6, "total": 6, "totalPages": 1])
      #expect(
        rows.map { $0["status"] } == ["archived", "available", "available", "bound", "allocated", "coolingDown"])
      #expect(rows[0]["address"]?.string == archived)
      #expect(rows[3]["type"] == "deposit")
      #expect(rows[3]["externalId"] == "u")
      #expect(rows[4]["type"] == "order")
      #expect(rows[4]["externalId"]?.string?.hasPrefix("ord_") == true)
      #expect(rows[5]["cooldownUntil"] == "2025-01-28T11:00:00.000Z")
      #expect(rows.allSatisfy { $0["createdAt"] == "2025-01-28T10:30:00.000Z" })
      let page = try await sandbox.get("/address-pool/addresses?page=2&limit=17")
      #expect(page.data["addresses"]?.array?.count == 1)
      #expect(page.data["pagination"]?["total"] == 18)
    }
  }

  /// The pool is one, and what other keys use it for is their business.
  @Test func othersSeeThatAnAddressIsUsedAndNotForWhat() async throws {
    try await SandboxFixture.run(poolSize: 1) { sandbox in
      _ = try await sandbox.createOrder()
      let list = try await sandbox.with(key: "pk_other").get("/address-pool/addresses?protocol=evm")
      let row = list.data["addresses"]?.array?.first
      #expect(row?["status"] == "allocated")
      #expect(row?["type"] == "order")
      #expect(row?["externalId"] == nil)
    }
  }

  @Test func publishedListHasColumnsAndAnotherNameForRest() async throws {
    try await SandboxFixture.run(poolSize: 6, dialect: .published) { sandbox in
      _ = try await Self.use(sandbox)
      let list = try await sandbox.get("/address-pool/addresses?protocol=evm&pageSize=6")
      let rows = try #require(list.data["addresses"]?.array)
      #expect(list.data["total"] == 6)
      #expect(list.json["pagination"] == nil)
      #expect(rows.map { $0["status"] } == ["archived", "idle", "idle", "bound", "allocated", "idle"])
      #expect(
        rows[0].object?.members.map(\.name) == [
          "address", "protocol", "status", "type", "externalId", "allocatedAt", "recycledAt", "cooldownUntil",
          "createdAt",
        ])
      #expect(rows[4]["externalId"]?.string.map(UUIDForm.isWellFormed) == true)
      #expect(rows[5]["cooldownUntil"] == "2025-01-28T11:00:00.000Z")
      let first = try await sandbox.get("/address-pool/addresses?page=x&pageSize=0")
      #expect(first.data["addresses"]?.array?.count == 18)
    }
  }

  // MARK: Import

  @Test func importedAddressesAreGivenOutAndDuplicatesSkipped() async throws {
    try await SandboxFixture.run(poolSize: 1) { sandbox in
      let body: JSONValue = ["addresses": [Self.evm, Self.tron, Self.evm]]
      let response = try await sandbox.post("/address-pool/addresses", body)
      #expect(response.status == 201)
      #expect(response.data == ["imported": 2, "skipped": 1])
      let again = try await sandbox.post("/address-pool/addresses", body)
      #expect(again.status == 200)
      #expect(again.data == ["imported": 0, "skipped": 3])
      _ = try await sandbox.createOrder("first")
      let order = try await sandbox.createOrder("second")
      #expect(order["address"] == Self.kept)
    }
  }

  @Test(arguments: [
    (#"{}"#, "addresses must be a list"), (#"{"addresses":[]}"#, "addresses must be a list"),
    (#"{"addresses":{}}"#, "addresses must be a list"),
    (#"{"addresses":[{"address":"0x1"}]}"#, "addresses[0].protocol must be one of evm, tron, solana"),
    (#"{"addresses":[{"address":"0x1","protocol":"evm"}]}"#, "addresses[0].address must be an address of protocol evm"),
    (#"{"addresses":[{"protocol":"evm"}]}"#, "addresses[0].address must be"), (#"{"addresses":[7]}"#, "addresses[0]"),
  ])
  func oneBadAddressKeepsAllOut(_ body: String, _ message: String) async throws {
    try await SandboxFixture.run { sandbox in
      let response = try await sandbox.post("/address-pool/addresses", text: body)
      #expect(response.status == 400)
      #expect(response.error == "ValidationError")
      #expect(response.message?.hasPrefix(message) == true, "\(response.message ?? "")")
    }
  }

  @Test func publishedImportNeedsAnIndexAndSaysHowManyWereGiven() async throws {
    try await SandboxFixture.run(poolSize: 1, dialect: .published) { sandbox in
      let bare = try await sandbox.post("/address-pool/addresses", ["addresses": [Self.evm]])
      #expect(bare.status == 400)
      #expect(bare.error == "Validation failed")
      let row: JSONValue = [
        "address": Self.evm["address"] ?? .null, "protocol": "evm", "derivationIndex": 0, "masterPublicKey": "xpub",
      ]
      let response = try await sandbox.post("/address-pool/addresses", ["addresses": [row, row]])
      #expect(response.status == 201)
      #expect(response.json == ["success": true, "message": "Successfully added 2 addresses to pool"])
      let counts = try await sandbox.get("/address-pool/availability")
      #expect(counts.data["total"] == 2)
    }
  }

  // MARK: Archive

  @Test func archivedAddressIsNotGivenOutUntilItIsTakenBack() async throws {
    try await SandboxFixture.run(poolSize: 1) { sandbox in
      let path = "/address-pool/addresses/\(sandbox.address(.evm, 0).uppercased().replacing("0X", with: "0x"))"
      let archived = try await sandbox.patch(path + "/archive")
      #expect(archived.data == ["address": .string(sandbox.address(.evm, 0)), "status": "archived"])
      let refused = try await sandbox.createOrder()
      #expect(refused.error == "InsufficientAddresses")
      for status in ["archive", "unarchive", "unarchive"] {
        let repeated = try await sandbox.patch("\(path)/\(status)")
        #expect(repeated.status == 200)
      }
      let order = try await sandbox.createOrder()
      #expect(order.status == 201)
    }
  }

  @Test func addressInUseIsAConflict() async throws {
    try await SandboxFixture.run(poolSize: 2) { sandbox in
      let order = try await sandbox.createOrder()
      let bound = try await sandbox.bind("u")
      for address in [order["address"], bound["address"]] {
        let response = try await sandbox.patch("/address-pool/addresses/\(address ?? "")/archive")
        #expect(response.status == 409)
        #expect(response.error == "Conflict")
      }
      let unknown = try await sandbox.patch("/address-pool/addresses/\(Self.kept)/archive")
      #expect(unknown.status == 404)
      let reader = try await sandbox.with(key: "pk_readonly_test").patch(
        "/address-pool/addresses/\(order["address"] ?? "")/archive")
      #expect(reader.status == 403)
    }
  }

  /// In the service's code all of them are failures.
  @Test func publishedChangeThatCannotBeIsAFailure() async throws {
    try await SandboxFixture.run(poolSize: 2, dialect: .published) { sandbox in
      let address = try await sandbox.createOrder()["paymentAddress"] ?? ""
      let free = sandbox.address(.evm, 1)
      for (path, status) in [
        ("\(address)/archive", 500), ("\(Self.kept)/archive", 500), ("\(free)/unarchive", 500),
        ("\(free)/archive", 200), ("\(free)/archive", 500), ("\(free)/unarchive", 200),
      ] {
        let response = try await sandbox.patch("/address-pool/addresses/\(path)")
        #expect(response.status == status, "\(path)")
        #expect(response.json["success"] == .bool(status == 200))
      }
    }
  }
}

extension SandboxFixture {
  /// The address that a fixture with the default seed has at a place of its pool.
  func address(_ family: AddressProtocol, _ number: Int64) -> String {
    Identifiers(seed: 42).address(family, number)
  }
}
