import JSON

@testable import Sandbox
@testable import SandboxAPI
@testable import SandboxModel

extension ModelRun {
  static var linkOperations: [Operation] {
    [
      ("create link", 2, ModelRun.createLink), ("publish", 4, ModelRun.publish), ("unpublish", 1, ModelRun.unpublish),
      ("archive link", 1, ModelRun.archiveLink), ("restore", 1, ModelRun.restore), ("buy", 12, ModelRun.buy),
      ("visit", 2, ModelRun.visit),
    ]
  }

  private func createLink() throws {
    let options = Array(ReferenceAsset.all.shuffled(using: &random).prefix(2))
    let price = oneIn(4) ? 0 : randomAmount()
    let total = oneIn(3) ? nil : Int.random(in: 1...8, using: &random)
    let expiresAt = oneIn(3) ? model.now + Int.random(in: 1...3 * 3600, using: &random) * 1000 : nil
    var body: JSONObject = ["title": .string("Link \(step)"), "amount": .string(Millionths.text(price))]
    let pairs = options.map { JSONValue.object(["currency": .string($0.currency), "chainId": .string($0.chainId)]) }
    body.append("currencies", .array(pairs))
    if let total { body.append("inventoryTotal", .number(JSONNumber(total))) }
    if let expiresAt { body.append("expiresAt", .string(Timestamp(milliseconds: Int64(expiresAt)).description)) }
    let data = try expect(try sandbox.post("/api/v1/payment-links", .object(body)), 201).data
    let id = data["id"]?.string ?? ""
    model.links[id] = ReferenceLink(
      id: id, slug: data["slug"]?.string ?? "", price: price, options: options, total: total, expiresAt: expiresAt)
    model.linkIds.append(id)
    try checkLink(data, id)
  }

  private func publish() throws {
    try change("publish", isRefused: \.isArchived) { $0.isPublished = true }
  }

  private func unpublish() throws {
    try change("unpublish") { $0.isPublished = false }
  }

  private func archiveLink() throws {
    try change("archive") { $0.isArchived = true }
  }

  private func restore() throws {
    try change("restore") { $0.isArchived = false }
  }

  private func change(
    _ verb: String, isRefused: (ReferenceLink) -> Bool = { _ in false }, _ change: (inout ReferenceLink) -> Void
  ) throws {
    guard let id = pick(model.linkIds.suffix(20)), var link = model.links[id] else { return }
    let reply = try sandbox.post("/api/v1/payment-links/\(id)/\(verb)")
    guard !isRefused(link) else { return _ = try expect(reply, 409, "Conflict") }
    change(&link)
    model.links[id] = link
    try checkLink(try expect(reply, 200).data, id)
  }

  private func buy() throws {
    guard let id = pick(model.linkIds.suffix(20)), let link = model.links[id],
      let asset = pick(oneIn(6) ? ReferenceAsset.all : link.options)
    else { return }
    let amount = oneIn(3) ? nil : randomAmount()
    var body: JSONObject = [
      "email": "payer@example.com", "currency": .string(asset.currency), "chainId": .string(asset.chainId),
    ]
    if let amount { body.append("amount", .string(Millionths.text(amount))) }
    let reply = try sandbox.post("/api/payment-links/\(link.slug)/orders", .object(body))
    let refusal = link.refusal(currency: asset.currency, chainId: asset.chainId, amount: amount, model.now)
    if let (status, error) = refusal { return _ = try expect(reply, status, error) }
    guard let address = model.take(asset.family, for: "allocated") else {
      return _ = try expect(reply, 409, "InsufficientAddresses")
    }
    let data = try expect(reply, 201).data
    let view = data["order"] ?? .null
    // The order is called by the id of the item that it reserves.
    let reference = data["paymentLinkOrder"]?["id"]?.string ?? ""
    let sum = link.price == 0 ? amount ?? 0 : link.price
    try place(view, sum, asset, address, lasting: 15 * 60_000, reference: reference, link: id)
  }

  private func visit() throws {
    guard let id = pick(model.linkIds), let link = model.links[id] else { return }
    let reply = try sandbox.get("/api/payment-links/\(link.slug)")
    guard link.isPublished && !link.isArchived else { return _ = try expect(reply, 410, "Gone") }
    let left = link.total.map { $0 - link.reserved - link.sold }
    try expect(try expect(reply, 200).data["inventoryAvailable"]?.number?.integer, left, "items of \(id)")
  }
}
