extension PayInClient {
  /// What would refuse the write before anything is sent. To be known before a person is asked to agree to it.
  package func guardWrite(_ operation: Operation, over amount: Amount?) throws(PayInError) {
    guard operation.kind.isWrite else { return }
    try guardWrite(operation)
    if let amount { try guardAmount(amount, operation) }
  }
}
