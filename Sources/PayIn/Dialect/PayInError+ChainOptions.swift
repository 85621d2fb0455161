extension PayInError {
  /// Whether this is the one refusal that allows a write to be sent again in another form: the published code's, of a
  /// link whose currencies name a chain where it wants a list of chains.
  ///
  /// A 400 is answered before anything is made, so nothing can be made twice. Whatever else it may be does not say so:
  /// another status may come after the effect, and another 400 has another cause.
  var asksForChainOptions: Bool {
    guard operation == .createPaymentLink || operation == .updatePaymentLinkCurrencies, code == .rejected,
      outcome == .rejected, let upstream,
      upstream.status == 400
    else { return false }
    let words = [upstream.code, upstream.message].compactMap { $0?.lowercased() }
    return words.contains { $0.filter { $0 != "_" && $0 != " " && $0 != "-" }.contains("chainoption") }
  }
}
