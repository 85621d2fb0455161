/// What clients were told, and what they asked for without an answer.
struct Ledger: Sendable {
  enum Certainty: Sendable {
    case no
    /// Asked for, and not answered.
    case uncertain
    case yes

    /// How many of it there may be.
    var range: ClosedRange<Int> {
      switch self {
      case .no: 0...0
      case .uncertain: 0...1
      case .yes: 1...1
      }
    }
  }

  struct Order: Sendable {
    let id: String
    let reference: String
    let address: String
    var payment = Certainty.no
  }

  struct Depositor: Sendable {
    let reference: String
    let address: String
    var deposit = Certainty.no
    var end = Certainty.no
  }

  /// A story whose steps are stored, and the order that it has made.
  struct Story: Sendable {
    let id: String
    let orderId: String
  }

  /// Of every order.
  static let amount = "10.5"

  var orders: [Order] = []
  /// From the payment link.
  var purchases: [Order] = []
  var depositors: [Depositor] = []
  /// Whose payments the network has taken back and given again.
  var reorganised: [Order] = []
  var stories: [Story] = []

  var acknowledged: Int {
    let payments = (orders + purchases + reorganised).count { $0.payment == .yes }
    let deposits = depositors.reduce(0) { $0 + $1.deposit.range.lowerBound + $1.end.range.lowerBound }
    let made = orders.count + purchases.count + depositors.count + reorganised.count + stories.count
    return made + payments + deposits
  }
}
