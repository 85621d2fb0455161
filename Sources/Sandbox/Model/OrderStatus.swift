/// The last two are final.
package enum OrderStatus: String, Sendable, CaseIterable {
  case pending
  case completed
  case expired
}
