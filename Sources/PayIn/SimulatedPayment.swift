/// What the embedded sandbox made of a payment: the transfer on its chain and what it was for.
package struct SimulatedPayment: Sendable {
  package let transfer: Record
  package let order: Record?
  package let deposit: Record?
  /// Nil unless the payment had to wait for the order's end.
  package let clockMovedTo: String?
  /// `created`, or `replayed` if the transaction had been seen before.
  package let outcome: Receipt.Outcome
  package let requestID: String
}
