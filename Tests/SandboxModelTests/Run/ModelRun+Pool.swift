import JSON

extension ModelRun {
  static var poolOperations: [Operation] {
    [
      ("archive address", 4, ModelRun.archiveAddress), ("unarchive address", 4, ModelRun.unarchiveAddress),
      ("drain", 1, ModelRun.drain), ("refill", 3, ModelRun.refill),
    ]
  }

  private func archiveAddress() throws {
    try change("archive", isArchived: true)
  }

  private func unarchiveAddress() throws {
    try change("unarchive", isArchived: false)
  }

  private func change(_ verb: String, isArchived: Bool) throws {
    guard let family = pick(ReferenceAsset.families), let pool = model.pools[family],
      let index = pick(Array(pool.addresses.indices))
    else { return }
    let target = "/api/v1/address-pool/addresses/\(pool.addresses[index].text)/\(verb)"
    let reply = try sandbox.call("PATCH", target, [])
    let now = model.now
    guard model.pools[family]?.setArchived(isArchived, index, now) == true else {
      return _ = try expect(reply, 409, "Conflict")
    }
    let state = model.pools[family]?.addresses[index].state(now)
    try expect(try expect(reply, 200).data["status"]?.string, state, "status of \(family) address \(index)")
  }

  private func drain() throws {
    guard let family = pick(ReferenceAsset.families) else { return }
    let leaving = Int.random(in: 0...4, using: &random)
    let body: JSONValue = ["protocol": .string(family), "leave": .number(JSONNumber(leaving))]
    _ = try expect(try sandbox.post("/_sandbox/pool/drain", body), 200)
    let now = model.now
    model.pools[family]?.drain(leaving: leaving, now)
  }

  private func refill() throws {
    guard let family = pick(ReferenceAsset.families) else { return }
    _ = try expect(try sandbox.post("/_sandbox/pool/refill", ["protocol": .string(family)]), 200)
    model.pools[family]?.refill()
  }
}
