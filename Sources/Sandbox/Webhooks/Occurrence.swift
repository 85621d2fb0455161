/// Something that a merchant may want to hear of.
enum Occurrence: Sendable {
  case orderCreated(Order)
  /// As its status says.
  case orderEnded(Order)
  case depositDetected(Transfer)
  case depositConfirmed(Transfer)
  case addressBound(Binding)
}
