/// Says that one argument came in another form than the schema's, and how it was read.
package struct CoercionNote: Sendable {
  package enum Reading: Sendable {
    case numberAsText
    case textAsNumber
    /// The literal is `true` or `false`.
    case textAsBoolean
    /// The text held the JSON of an array.
    case textAsArray
    /// The text held the JSON of an object.
    case textAsObject
    /// The schema wants an array, and a single item of it came.
    case itemAsArray
    /// The text was empty, for an argument that may be left out and whose schema would accept it.
    case emptyText
    /// The text is one of the choices but for the case of its letters; the literal is the choice.
    case otherCase
    /// The schema does not know the name.
    case ignored
  }

  package let pointer: JSONPointer
  package let reading: Reading
  /// The digits that came, which are also the digits that were used. Empty for readings that are not about a number.
  package let literal: String

  /// The digits, cut to the length that may be repeated.
  package var excerpt: String { Excerpt.literal(literal) }

  /// Says for the tool's result what was understood.
  package var message: String {
    let (place, digits) = (pointer.displayName ?? "the value", excerpt)
    return switch reading {
    case .numberAsText: "\(place) came as the number \(digits) and was read as the text \(digits)"
    case .textAsNumber: "\(place) came as the text \(digits) and was read as the number \(digits)"
    case .textAsBoolean: "\(place) came as text and was read as \(literal)"
    case .textAsArray: "\(place) came as text and was read as the JSON array in it"
    case .textAsObject: "\(place) came as text and was read as the JSON object in it"
    case .itemAsArray: "\(place) came as a single item and was read as an array of it"
    case .emptyText: "\(place) came empty and counts as not given"
    case .otherCase: "\(place) was read as \(literal)"
    case .ignored: "\(place) is not an argument of this tool and was ignored"
    }
  }
}
