/// Stories, played by their own table.
extension ReferenceModel {
  private static let sepolia = ReferenceAsset.all[0]
  private static let wrong = ReferenceAsset.all[1]

  /// The story of which a step is next, and when; of two at a time the one that was started first.
  func nextStep(until time: Int) -> (story: Int, at: Int)? {
    stories.indices.compactMap { index in stories[index].nextAt.map { (index, $0) } }
      .filter { $0.1 <= time }.min { ($0.1, $0.0) < ($1.1, $1.0) }
  }

  /// Whether the first step can be done.
  func canStart(_ name: String) -> Bool {
    switch ReferenceStory.table[name]?.first?.1.first {
    case .create, .bind: pools["evm"]?.hasFree(now) ?? false
    default: true
    }
  }

  mutating func start(_ story: ReferenceStory) {
    stories.append(story)
  }

  /// Gives an order that a story has made its real id.
  mutating func rename(_ old: String, to new: String) {
    guard var order = orders.removeValue(forKey: old) else { return }
    order.id = new
    orders[new] = order
    orderIds = orderIds.map { $0 == old ? new : $0 }
    if pending.remove(old) != nil { pending.insert(new) }
    transfers = transfers.mapValues { $0.renamed(from: old, to: new) }
    for index in stories.indices where stories[index].order == old { stories[index].order = new }
  }

  mutating func playStep(of index: Int) {
    let actions = stories[index].takeStep()
    // What fails ends its step.
    for action in actions {
      guard play(action, index) else { return }
    }
  }

  /// - Returns: whether it could be done.
  private mutating func play(_ action: ReferenceStory.Action, _ index: Int) -> Bool {
    let story = stories[index]
    switch action {
    case .nothing: break
    case .create(let minutes): create(index, lasting: minutes)
    case .bind: _ = bind(story.reference, "evm")
    case .takeOut: stories[index].takenOut = pools["evm"]?.takeOut() ?? []
    case .putBack:
      pools["evm"]?.putBack(story.takenOut)
      stories[index].takenOut = []
    case .deposit(let amount):
      guard let address = bindings[story.reference]?["evm"] else { return false }
      record(
        ReferenceTransfer(
          purpose: .deposit(reference: story.reference), amount: amount, asset: Self.sepolia,
          refusal: nil,
          confirmations: 0, address: address), stories[index].newHash())
    case .pay(let kind): return pay(index, kind)
    case .blocks(let count): _ = addBlocks(count, story.selection)
    case .takeBack: _ = takeBack(story.selection)
    case .sendAgain: sendAgain(story)
    }
    return true
  }

  private mutating func create(_ index: Int, lasting minutes: Int) {
    guard stories[index].order == nil, let address = take("evm", for: "allocated") else { return }
    let reference = stories[index].reference
    place(
      ReferenceOrder(
        id: reference, reference: reference, amount: 25_000_000, asset: Self.sepolia,
        address: address, createdAt: now,
        endsAt: now + minutes * 60_000, link: nil))
    stories[index].order = reference
  }

  private mutating func pay(_ index: Int, _ kind: ReferenceStory.Kind) -> Bool {
    guard let id = stories[index].order, let order = orders[id] else { return false }
    let missing = order.amount - order.detected
    let asset = kind == .wrongToken ? Self.wrong : Self.sepolia
    let amount =
      kind == .half ? missing / 2 : kind == .tenthMore ? missing + (missing + 9) / 10 : missing
    guard missing > 0, amount > 0 else { return false }
    record(
      ReferenceTransfer(
        purpose: .order(id), amount: amount, asset: asset, refusal: order.refusal(of: asset),
        confirmations: 0),
      stories[index].newHash())
    return true
  }

  /// The latest transfer of the order is on the chain again, if it was taken back; else it stays as it is.
  private mutating func sendAgain(_ story: ReferenceStory) {
    guard let hash = hashes.last(where: { transfers[$0].map(story.selection) ?? false }) else {
      return
    }
    _ = confirm(hash, 0)
  }
}
