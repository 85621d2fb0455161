/// The buttons with which a developer plays the payer and the network. They stay in their places: one that would do
/// nothing now is disabled, and on the page of an order that has ended it is left out.
struct PayerPanel {
  let details: OrderDetails
  let page: PageContext
  /// The proof that the form was made by this sandbox.
  let token: String
  /// The target of the form.
  let action: String

  private var status: OrderProgress { OrderProgress(details: details, page: page) }
  private var shown: [PayerAction] {
    details.state.phase.isFinal ? status.offered : PayerAction.allCases.filter { $0.exists(for: details) }
  }

  var html: HTML? {
    guard !shown.isEmpty else { return nil }
    return """
      <section class="simulator" aria-labelledby="simulator">
      <h2 id="simulator">\(page.text(.simulator))</h2>
      <p>\(page.text(.simulatorDetail))</p>
      <form method="post" action="\(action)">
      <input type="hidden" name="token" value="\(token)">
      \(PayerAction.Group.allCases.map(fieldset))
      </form>
      </section>
      """
  }

  private func fieldset(_ group: PayerAction.Group) -> HTML {
    let actions = shown.filter { $0.group == group }
    guard !actions.isEmpty else { return "" }
    return "<fieldset><legend>\(page.text(group.name))</legend>\n\(actions.map(button))</fieldset>\n"
  }

  private func button(_ action: PayerAction) -> HTML {
    let disabled: HTML = status.offered.contains(action) ? "" : " disabled"
    let note: HTML? = action.note(details.state.phase).map { "<small>\(page.text($0))</small>" }
    return """
      <button class="quiet" name="payment" value="\(action.rawValue)" data-section="\(action.rawValue)"\(disabled)>\
      <span data-text="\(action.rawValue)">\(status.text(action.rawValue))</span>\(note)</button>

      """
  }
}

extension PayerAction.Group {
  fileprivate var name: Phrase {
    switch self {
    case .payments: .groupPayments
    case .mistakes: .groupMistakes
    case .network: .groupNetwork
    }
  }
}
