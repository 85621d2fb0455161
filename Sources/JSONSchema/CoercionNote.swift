/// One argument that came in another form than the schema's, and what was made of it.
package struct CoercionNote: Sendable {
  package enum Reading: Sendable {
    case numberAsText
    case textAsNumber
    /// A text that held the JSON of an array.
    case textAsArray
    /// A text that held the JSON of an object.
    case textAsObject
    /// A single item where the schema wants an array of such.
    case itemAsArray
    /// An empty text for an argument that may be left out, where the schema would accept one.
    case emptyText
    /// A name that the schema does not know.
    case ignored
  }

  package let pointer: JSONPointer
  package let reading: Reading
  /// The digits as they came, which are also the digits that were used. Empty for readings that are not about a number.
  package let literal: String

  /// Those digits, cut to what may be repeated.
  package var excerpt: String { Excerpt.literal(literal) }

  /// What was understood, for the tool's result.
  package var message: String {
    let (place, digits) = (pointer.displayName ?? "the value", excerpt)
    return switch reading {
    case .numberAsText: "\(place) came as the number \(digits) and was read as the text \(digits)"
    case .textAsNumber: "\(place) came as the text \(digits) and was read as the number \(digits)"
    case .textAsArray: "\(place) came as text and was read as the JSON array in it"
    case .textAsObject: "\(place) came as text and was read as the JSON object in it"
    case .itemAsArray: "\(place) came as a single item and was read as an array of it"
    case .emptyText: "\(place) came empty and counts as not given"
    case .ignored: "\(place) is not an argument of this tool and was ignored"
    }
  }
}
