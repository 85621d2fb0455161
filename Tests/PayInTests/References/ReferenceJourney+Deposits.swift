import JSON
import TestSupport

@testable import PayIn

extension ReferenceJourney {
  /// Binds an address for every reference and waits for what comes in: half of them first, then the others.
  mutating func depositAll() async throws {
    var bound: [Entry] = []
    for entry in entries where await isBound(entry) { bound.append(entry) }
    var seen: [DepositProgress] = []
    for entry in bound { seen.append(try await client.depositProgress(entry.reference, last: nil)) }
    let half = Set(bound.indices.filter { _ in Bool.random(using: &random) })
    for index in half { api.deposits.credit(bound[index].reference, bound[index].amount) }
    for (index, entry) in bound.enumerated() {
      let now = try await client.depositProgress(entry.reference, last: seen[index])
      let hasChanged = now.cursor != seen[index].cursor
      if hasChanged != half.contains(index) {
        note(entry, "a deposit of another one ends its wait, or its own does not")
      }
      check(now.changes(since: seen[index]), of: entry, isPaid: half.contains(index))
    }
    for index in Set(bound.indices).subtracting(half) {
      api.deposits.credit(bound[index].reference, bound[index].amount)
    }
    await watch(bound)
  }

  /// Whether an address was bound. What is refused must be refused before it is sent.
  private mutating func isBound(_ entry: Entry) async -> Bool {
    let binds = api.deposits.binds
    if Bool.random(using: &random) { api.deposits.loseNextAnswer() }
    do throws(PayInError) {
      let result = try await client.bindDepositAddress(reference: entry.reference, protocol: "evm")
      if result.resource?["depositReference"]?.hasSameBytes(as: entry.reference) != true {
        note(entry, "bound as another one")
      }
      return true
    } catch {
      let isRefusal = error.code == .invalidArguments && error.outcome == .notSent && api.deposits.binds == binds
      if !isRefusal { note(entry, "bound with \(error)") }
      return false
    }
  }

  /// Several watches at once in one registry: each is notified of its own deposit.
  private mutating func watch(_ bound: [Entry]) async {
    let asleep = TimeSource(
      now: { .now }, date: { 0 }, sleep: { _ in try? await Task.sleep(for: .seconds(3600)) }, random: { 0 })
    let registry = WatchRegistry<DepositProgress>(asleep)
    let waits = bound.map { entry in
      let (results, sender) = AsyncStream.makeStream(of: Result<DepositProgress, PayInError>.self)
      let ticket = registry.join(entry.reference, ceiling: .seconds(4)) { [client] last throws(PayInError) in
        try await client.depositProgress(entry.reference, last: last)
      } listener: {
        sender.yield($0)
      }
      return (entry: entry, results: results, ticket: ticket)
    }
    for wait in waits {
      for await result in wait.results {
        check((try? result.get())?.deposits ?? [], of: wait.entry, isPaid: true)
        break
      }
      registry.leave(wait.ticket)
    }
  }

  private mutating func check(_ deposits: [APIResource], of entry: Entry, isPaid: Bool) {
    let isRight =
      deposits.map { $0["amount"] } == (isPaid ? [entry.amount] : [])
      && deposits.allSatisfy { $0["depositReference"]?.hasSameBytes(as: entry.reference) == true }
    if !isRight { note(entry, "sees deposits of \(deposits.map { $0["amount"] ?? "-" })") }
  }
}
