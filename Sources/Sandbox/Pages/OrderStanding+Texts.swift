extension OrderStanding {
  /// One sentence on where the order stands.
  var headline: Phrase {
    switch phase {
    case .completed: .paid
    case .expired: .expired
    case .window where received == .zero: .waiting
    case .grace where received == .zero: .graceHeadline
    case .window, .grace: missing == .zero ? .confirming : .partlyPaid
    }
  }

  /// What that means for the payer.
  func detail(_ page: PageContext, currency: String) -> String {
    switch phase {
    case .completed where surplus > .zero:
      page.text(.paidTooMuch, ["surplus": "\(surplus) \(currency)"])
    case .completed: page.text(.paidDetail)
    case .expired where received > .zero:
      page.text(.expiredPartly, ["received": "\(received) \(currency)"])
    case .expired: page.text(.expiredDetail)
    case .window, .grace: pendingDetail(page, currency: currency)
    }
  }

  private func pendingDetail(_ page: PageContext, currency: String) -> String {
    if missing == .zero { return page.text(.confirmingDetail) }
    let missing = ["missing": "\(missing) \(currency)"] as KeyValuePairs
    if phase == .grace { return page.text(.graceDetail, missing) }
    return received == .zero ? page.text(.waitingDetail) : page.text(.partlyPaidDetail, missing)
  }
}
