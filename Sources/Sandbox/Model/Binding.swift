/// An address that belongs to a depositor until it is unbound.
struct Binding: Sendable {
  let sequence: Int64
  let tenant: String
  let reference: String
  let addressProtocol: AddressProtocol
  let address: String
  /// JSON text.
  let metadata: String?
  let boundAt: Timestamp
}
