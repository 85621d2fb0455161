extension PayInError {
  /// A call that the end of this process cut short. Only a write that was sent may have taken effect.
  ///
  /// A new process does not remember an uncertain create, so the time is named after which a repeat is safe: it looks
  /// for the order first, and what was under way has come to light by then.
  package static func interrupted(_ operation: Operation, hasSent: Bool, checksDuplicates: Bool) -> PayInError {
    guard hasSent else { return PayInError(.shuttingDown, operation, outcome: .notSent, retry: .safe) }
    let retry: Retry =
      switch operation {
      case .createOrder where checksDuplicates: .after(seconds: AccountState.uncertainTime.secondsRoundedUp)
      default: operation.kind == .create ? .unsafe : .safe
      }
    return PayInError(.shuttingDown, operation, outcome: .unknown, retry: retry)
  }
}
