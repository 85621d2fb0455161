import JSON
import TestSupport

@testable import PayIn

/// What one family of references goes through at one API: made, lost, repeated, listed and waited for. Notes whatever is
/// not as it must be.
struct ReferenceJourney {
  /// A reference with an amount that no other one has, so that an order that was taken for another's shows.
  struct Entry {
    let reference: String
    let amount: String
    /// The id of the order; nil for a reference that was refused.
    var orderID: String?
    var isRefused = false
    /// Whether it is unknown what became of the last create.
    var isUnknown = false
  }

  let api: ReferenceAPI
  let time = ManualTime()
  let client: PayInClient
  var random: SeededGenerator
  var entries: [Entry]
  private(set) var troubles: [String] = []

  /// - Parameter firstNumber: of the amounts, in millionths.
  init(_ references: [String], _ search: OrderAPI.Search, firstNumber: Int, seed: UInt64) throws {
    api = ReferenceAPI(search)
    client = try .make(api, checksDuplicates: true, time: time.source())
    random = SeededGenerator(seed: seed)
    entries = references.enumerated().map { index, reference in
      let digits = String(firstNumber + index + 1)
      return Entry(reference: reference, amount: "0." + String(repeating: "0", count: 6 - digits.count) + digits)
    }
  }

  mutating func run() async throws {
    try await createAll()
    try await repeatAfterTheWait()
    try await repeatWithoutMemory()
    try await listAll()
    try await depositAll()
    settle()
  }

  /// The same API as a process sees it that has just been started.
  func restarted() throws -> PayInClient {
    try .make(api, checksDuplicates: true, time: time.source())
  }

  mutating func note(_ entry: Entry, _ what: String) {
    troubles.append("\(entry.reference.escaped): \(what)")
  }

  /// The orders of exactly these bytes.
  func orders(of entry: Entry) -> Int {
    api.orders.orders.count { $0["orderReference"]?.string?.hasSameBytes(as: entry.reference) == true }
  }

  /// One order of each reference that was not refused, and nothing else.
  private mutating func settle() {
    for entry in entries {
      let count = orders(of: entry)
      if count != (entry.isRefused ? 0 : 1) { note(entry, "\(count) orders") }
    }
    let made = api.orders.orders.count
    let asked = entries.count { !$0.isRefused }
    if made != asked { troubles.append("\(made) orders of \(asked) references") }
  }
}
