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

  /// Everything that is wrong with the value, in the order of its text. Empty if it is valid.
  package func validate(_ value: JSONValue) -> SchemaViolations {
    var checker = SchemaChecker()
    checker.check(value, root)
    return checker.violations
  }
}
