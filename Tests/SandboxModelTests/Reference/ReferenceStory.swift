/// A story that was started. The table is written from the description of the stories, in the words of the model.
struct ReferenceStory {
  enum Kind {
    case missing
    case half
    case tenthMore
    case wrongToken
  }

  enum Action {
    case nothing
    /// An order of 25 USDC, unless there is one.
    case create(minutes: Int)
    case pay(Kind)
    case blocks(Int)
    case takeBack
    case sendAgain
    case bind
    case deposit(Int)
    case takeOut
    case putBack
  }

  static let table: [String: [(Int, [Action])]] = [
    "checkout_paid": [
      (0, [.create(minutes: 15)]), (15, [.pay(.missing)]), (30, [.blocks(1)]), (45, [.blocks(1)]),
      (60, [.blocks(1)]),
    ],
    "paid_in_two_parts": [
      (0, [.create(minutes: 15)]), (15, [.pay(.half)]), (30, [.blocks(3)]), (45, [.pay(.missing)]),
      (60, [.blocks(3)]),
    ],
    "overpaid": [(0, [.create(minutes: 15)]), (15, [.pay(.tenthMore)]), (30, [.blocks(3)])],
    "underpaid_expired": [
      (0, [.create(minutes: 2)]), (15, [.pay(.half)]), (30, [.blocks(3)]), (60, [.nothing]),
      (120, [.nothing]),
    ],
    "late_in_grace": [
      (0, [.create(minutes: 2)]), (60, [.nothing]), (75, [.pay(.missing)]), (90, [.blocks(3)]),
    ],
    "wrong_token": [
      (0, [.create(minutes: 15)]), (15, [.pay(.wrongToken)]), (30, [.pay(.missing)]),
      (45, [.blocks(3)]),
    ],
    "reorg": [
      (0, [.create(minutes: 15)]), (15, [.pay(.missing)]), (30, [.blocks(1)]), (45, [.takeBack]),
      (60, [.sendAgain]),
      (75, [.blocks(3)]),
    ],
    "deposit_twice": [
      (0, [.bind]), (15, [.deposit(10_000_000)]), (30, [.blocks(3)]), (45, [.deposit(15_000_000)]),
      (60, [.blocks(3)]),
    ],
    "pool_empty": [
      (0, [.takeOut]), (15, [.create(minutes: 15)]), (30, [.putBack]), (45, [.create(minutes: 15)]),
      (60, [.pay(.missing), .blocks(3)]),
    ],
    // Nothing is sent in this test.
    "webhook_down_then_up": [
      (0, [.create(minutes: 15)]), (15, [.pay(.missing)]), (30, [.blocks(3)]), (31, [.nothing]),
      (33, [.nothing]),
    ],
  ]

  let id: String
  let name: String
  let reference: String
  private let steps: [(at: Int, actions: [Action])]
  /// The id of its order in the model.
  var order: String?
  var takenOut: [Int] = []
  private(set) var done = 0
  private var hashes = 0

  init(id: String, name: String, reference: String, at start: Int) {
    (self.id, self.name, self.reference) = (id, name, reference)
    steps = (Self.table[name] ?? []).map { (start + $0.0 * 1000, $0.1) }
  }

  var nextAt: Int? { done < steps.count ? steps[done].at : nil }
  var isOver: Bool { done == steps.count }
  var lastAt: Int { steps.last?.at ?? 0 }

  mutating func takeStep() -> [Action] {
    defer { done += 1 }
    return steps[done].actions
  }

  mutating func newHash() -> String {
    hashes += 1
    return "\(ReferenceTransfer.storyMark)\(id)/\(hashes)"
  }

  /// The transfers of the story.
  var selection: (ReferenceTransfer) -> Bool {
    { [order, reference] transfer in
      switch transfer.purpose {
      case .order(let id): id == order
      case .deposit(let depositor): depositor == reference
      }
    }
  }
}
