extension BindingRepository {
  /// Whose address it is now, of every tenant.
  func find(address: String) throws -> Binding? {
    let filter = Filter("address = ?", .text(address))
    return try list(filter, Page(number: 1, limit: 1)).bindings.first
  }
}
