/// One argument that came in another JSON type than the schema's and was read by its text.
package struct CoercionNote: Sendable {
  package enum Reading: Sendable {
    case numberAsText
    case textAsNumber
  }

  package let pointer: JSONPointer
  package let reading: Reading
  /// The digits as they came, which are also the digits that were used.
  package let literal: String

  /// Those digits, cut to what may be repeated.
  package var excerpt: String { Excerpt.literal(literal) }

  /// What was understood, for the tool's result.
  package var message: String {
    let (place, digits) = (pointer.place ?? "the value", excerpt)
    return switch reading {
    case .numberAsText: "\(place) came as the number \(digits) and was read as the text \(digits)"
    case .textAsNumber: "\(place) came as the text \(digits) and was read as the number \(digits)"
    }
  }
}
