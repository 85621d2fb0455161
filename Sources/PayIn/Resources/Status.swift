/// The status of an order, deposit or payment link. Compared without regard to case, spaces, `_` and `-`, because versions
/// of the API differ in them; what is shown is always the text that came.
package struct Status: Sendable, Equatable, ExpressibleByStringLiteral {
  private let folded: String

  package init(_ text: String) {
    folded = text.lowercased().filter { !" _-".contains($0) }
  }

  package init(stringLiteral text: String) {
    self.init(text)
  }
}

extension APIResource {
  /// Nil if the API does not show one.
  package var status: Status? { self["status"].map { Status($0) } }
}
