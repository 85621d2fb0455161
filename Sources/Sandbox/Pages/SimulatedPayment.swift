/// The payments that the buttons of a page make: those of the control that need nothing moved first.
enum SimulatedPayment: String, CaseIterable {
  case exact
  case partial
  case over
  case wrongToken = "wrong_token"
  case wrongChain = "wrong_chain"

  var kind: PaymentKind {
    switch self {
    case .exact: .exact
    case .partial: .partial
    case .over: .over
    case .wrongToken: .wrongToken
    case .wrongChain: .wrongChain
    }
  }
}
