/// Calls of each class in one minute. PayIn has announced these limits for a whole organization.
package struct RateLimits: Sendable, Equatable {
  package let orders: Int
  package let deposits: Int
  package let queries: Int

  package init(orders: Int, deposits: Int, queries: Int) {
    self.orders = orders
    self.deposits = deposits
    self.queries = queries
  }

  package static let announced = RateLimits(orders: 100, deposits: 50, queries: 300)
}
