package import JSON

/// A schema made of the keywords that every client's model API accepts, ready to check values.
///
/// Nothing in a schema is ignored: a keyword outside the subset is an error when it is compiled, not a rule that
/// silently does not hold.
package struct JSONSchema: Sendable {
  let root: Subschema

  package static func compile(_ schema: JSONValue) throws(JSONSchemaError) -> JSONSchema {
    JSONSchema(root: try SchemaCompiler().compile(schema))
  }

  /// Returns everything that is wrong with the value, in the order of its text; nothing if it is valid.
  package func validate(_ value: JSONValue) -> SchemaViolations {
    var checker = SchemaChecker()
    checker.check(value, root)
    return checker.violations
  }
}

extension JSONSchema {
  /// One property of the values, in the order of the schema.
  package struct Argument: Sendable {
    package let name: String
    package let isRequired: Bool
    package let expectation: Expectation
  }

  /// The properties of the schema's objects; none for a schema of other values.
  package var arguments: [Argument] {
    let constraints = root.constraints
    return constraints.properties.map { property in
      Argument(
        name: property.name, isRequired: constraints.required.contains { $0.hasSameBytes(as: property.name) },
        expectation: property.schema.constraints.expectation)
    }
  }
}

/// Says why a schema does not compile, and where.
package struct JSONSchemaError: Error, Equatable, Sendable {
  package enum Code: Equatable, Sendable {
    /// The schema is neither an object nor a boolean.
    case notASchema
    /// The keyword is not one of `SchemaKeyword`: it is unknown, or known to some clients only.
    case unknownKeyword
    case repeatedKeyword
    /// The keyword's value has a JSON type or size it cannot have.
    case malformedKeyword
    /// The keyword says nothing about values of the schema's type.
    case inapplicableKeyword
    case unknownType
    case unknownFormat
    case pattern(PatternError)
    /// A property, a required name or a choice is there twice.
    case repeatedName
    case arrayWithoutItems
    /// The lower bound is above the upper one.
    case emptyRange
  }

  package let code: Code
  /// The place of the keyword, or of the schema for `notASchema` and `arrayWithoutItems`.
  package let pointer: JSONPointer

  init(_ code: Code, at pointer: JSONPointer) {
    self.code = code
    self.pointer = pointer
  }
}

extension JSONSchemaError: CustomStringConvertible {
  package var description: String {
    "schema at \"\(pointer)\": \(text)"
  }

  private var text: String {
    switch code {
    case .notASchema: "neither an object nor a boolean"
    case .unknownKeyword: "not a portable keyword"
    case .repeatedKeyword: "the keyword stands there twice"
    case .malformedKeyword: "not a value this keyword can have"
    case .inapplicableKeyword: "says nothing about values of the schema's type"
    case .unknownType: "not one type name"
    case .unknownFormat: "not a format that is checked"
    case .pattern(let error): "pattern is \(error.code.rawValue) at character \(error.offset)"
    case .repeatedName: "the same entry twice"
    case .arrayWithoutItems: "an array without items"
    case .emptyRange: "the lower bound is above the upper one"
    }
  }
}
