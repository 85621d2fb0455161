import JSON
import TestSupport

@testable import PayIn

extension ReferenceJourney {
  /// Creates every reference for the first time, most with an answer, a request or an order that is lost on the way.
  mutating func createAll() async throws {
    for index in entries.indices {
      let mayBeSent = NewReference.error(in: entries[index].reference, hiding: .none) == nil
      if mayBeSent { api.orders.fail(fault()) }
      let posts = api.orders.posts
      try await create(index, client)
      if entries[index].isRefused, api.orders.posts != posts { note(entries[index], "refused after it was sent") }
      guard entries[index].isUnknown else { continue }
      // Nothing more is sent while the first may still come to light.
      let sent = api.orders.posts
      try await create(index, client)
      if api.orders.posts != sent { note(entries[index], "sent again at once") }
    }
  }

  private mutating func fault() -> OrderAPI.Fault {
    switch Int.random(in: 0..<5, using: &random) {
    case 0: .none
    case 1: .before(OrderAPI.lost)
    case 2: .late(lookUps: Int.random(in: 1...8, using: &random))
    default: .after(OrderAPI.lost)
    }
  }

  /// Repeats every create when nothing can come to light any more: what was lost with its process by a new one.
  mutating func repeatAfterTheWait() async throws {
    time.advance(by: .seconds(60))
    api.orders.showHidden()
    for index in entries.indices.shuffled(using: &random) {
      let isRestarted = Bool.random(using: &random)
      try await create(index, isRestarted ? try restarted() : client)
      if entries[index].isUnknown { note(entries[index], "still unknown") }
    }
  }

  /// Repeats every create with another client, and asks for another order of the same reference.
  mutating func repeatWithoutMemory() async throws {
    let client = try restarted()
    for index in entries.indices {
      try await create(index, client, isReplay: true)
      guard index % 4 == 0, !entries[index].isRefused else { continue }
      await expectConflict(entries[index], client)
    }
  }

  private mutating func expectConflict(_ entry: Entry, _ client: PayInClient) async {
    let result = await result(of: entry, amount: "7", client)
    guard case .failure(let error) = result, error.code == .conflict, error.outcome == .notSent,
      error.differences == [FieldDifference("amount", asked: "7", existing: .string(entry.amount))]
    else { return note(entry, "no conflict but \(result)") }
  }

  private mutating func create(_ index: Int, _ client: PayInClient, isReplay: Bool = false) async throws {
    let entry = entries[index]
    entries[index].isUnknown = false
    switch await result(of: entry, amount: entry.amount, client) {
    case .success(let result):
      if isReplay, result.outcome != .replayed { note(entry, "\(result.outcome) instead of replayed") }
      check(result.resource, of: entry)
      entries[index].orderID = result.resource?["orderId"]
    case .failure(let error) where error.code == .invalidArguments && error.outcome == .notSent:
      entries[index].isRefused = true
      if entry.orderID != nil { note(entry, "refused after it was made") }
    case .failure(let error):
      guard error.code == .outcomeUnknown, case .after(1...60) = error.retry, error.lookUp == .notFound, !isReplay
      else { return note(entry, "\(error)") }
      entries[index].isUnknown = true
    }
  }

  private func result(
    of entry: Entry, amount: String, _ client: PayInClient
  ) async -> Result<WriteResult, PayInError> {
    do throws(PayInError) {
      guard let amount = try? Amount(amount) else { preconditionFailure(amount) }
      let order = NewOrder(
        reference: entry.reference, amount: amount, currency: "USDT", chainID: "ethereum-sepolia")
      return .success(try await client.createOrder(order))
    } catch {
      return .failure(error)
    }
  }

  /// A resource must be the order of exactly this reference, and the same as before.
  private mutating func check(_ resource: APIResource?, of entry: Entry) {
    let isSame = resource?["orderReference"]?.hasSameBytes(as: entry.reference) == true
    if !isSame { note(entry, "answered with \((resource?["orderReference"] ?? "nothing").escaped)") }
    if resource?["amount"] != entry.amount { note(entry, "has the amount \(resource?["amount"] ?? "-")") }
    if let id = entry.orderID, resource?["orderId"] != id { note(entry, "was \(id) before") }
  }

  /// Finds the order, and it once, in the list of orders whose references hold this one.
  mutating func listAll() async throws {
    for entry in entries where !entry.isRefused {
      let position = Page.Position(limit: Page.Position.maximumLimit)
      let (page, warnings) = try await client.orders(OrderFilter(reference: entry.reference), at: position)
      let rows = page.rows.filter { $0["orderReference"]?.hasSameBytes(as: entry.reference) == true }
      if rows.map({ $0["orderId"] }) != [entry.orderID] { note(entry, "listed \(rows.count) times") }
      if !warnings.isEmpty { note(entry, "listed with \(warnings.map(\.code.rawValue))") }
    }
  }
}
