/// What the embedded sandbox made of a payment: the transfer on its chain and what it was for.
package struct SimulatedPayment: Sendable {
  package let transfer: APIResource
  package let order: APIResource?
  package let deposit: APIResource?
  /// Nil unless the payment had to wait for the order's end.
  package let clockMovedTo: String?
  /// `created`, or `replayed` if the transaction had been seen before.
  package let outcome: WriteResult.Outcome
  package let requestID: String
}
