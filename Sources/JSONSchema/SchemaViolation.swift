import JSON

/// One rule of a schema that a value breaks.
///
/// Says what a model needs to correct its call: where, what was expected, what came, what to do. Long names and texts
/// are shortened, and the caller decides which texts are hidden.
package struct SchemaViolation: Sendable {
  enum Problem: Sendable {
    case wrongType(JSONValue)
    /// Null came for an optional value: some model APIs make a model write null for what it wants to leave out.
    case nullForOptional
    case notAChoice(JSONValue)
    case missing
    /// `unused` are the known properties that were not given.
    case unknownProperty(JSONValue, suggestion: String?, known: [String], unused: [String])
    case forbidden(JSONValue)
    case noMatch(JSONValue)
    case wrongFormat(JSONValue)
    case tooShort(JSONValue)
    case tooLong(JSONValue)
    case tooSmall(JSONValue)
    case tooLarge(JSONValue)
    case tooFew(JSONValue)
    case tooMany(JSONValue)
  }

  /// The place of the wrong value, or of the missing property. Long names are shortened.
  package let pointer: JSONPointer
  let problem: Problem
  /// The constraints of the place at `pointer`.
  let constraints: SchemaConstraints

  /// The properties that could have been meant by an unknown one: those that were not given. Empty for any other
  /// violation.
  package var unusedProperties: [String] {
    if case .unknownProperty(_, _, _, let unused) = problem { unused } else { [] }
  }

  /// The keyword whose rule was broken.
  package var keyword: SchemaKeyword {
    switch problem {
    case .wrongType, .nullForOptional: .type
    case .notAChoice: .enum
    case .missing: .required
    case .unknownProperty: .additionalProperties
    case .forbidden: if case .index = pointer.tokens.last { .items } else { .properties }
    case .noMatch: .pattern
    case .wrongFormat: .format
    case .tooShort: .minLength
    case .tooLong: .maxLength
    case .tooSmall: .minimum
    case .tooLarge: .maximum
    case .tooFew: .minItems
    case .tooMany: .maxItems
    }
  }
}

/// The violations of one value, in the order of its text: the first ones in full, and the number of the rest.
package struct SchemaViolations: Sendable, RandomAccessCollection {
  package static let maximumListed = 20

  private var listed: [SchemaViolation] = []
  /// The number of violations that are not elements of this collection.
  package private(set) var omitted = 0

  package var startIndex: Int { 0 }
  package var endIndex: Int { listed.count }

  package subscript(position: Int) -> SchemaViolation {
    listed[position]
  }

  var isFull: Bool { listed.count == Self.maximumListed }

  mutating func append(_ violation: SchemaViolation) {
    if isFull {
      omitted += 1
    } else {
      listed.append(violation)
    }
  }
}
