extension Query {
  /// `refuse` is told which parameter is wrong.
  func page(_ refuse: (_ name: String) -> OpenError) throws(OpenError) -> Page {
    func number(_ name: String, _ range: ClosedRange<Int>, _ fallback: Int) throws(OpenError) -> Int {
      guard let text = self[name] else { return fallback }
      guard let number = Int(text), range.contains(number) else { throw refuse(name) }
      return number
    }
    return Page(
      number: try number("page", Page.numbers, 1), limit: try number("limit", Page.limits, Page.defaultLimit))
  }
}
