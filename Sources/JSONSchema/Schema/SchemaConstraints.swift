import JSON

/// One schema object, compiled. What is nil or empty does not constrain.
struct SchemaConstraints: Sendable {
  struct Property: Sendable {
    let name: String
    let schema: Subschema
  }

  var type: SchemaType?
  var choices: [JSONValue]?
  var properties: [Property] = []
  var required: [String] = []
  var additionalProperties = Subschema.anything
  var items = Subschema.anything
  var itemCount = Bounds<Int>()
  var length = Bounds<Int>()
  var range = Bounds<JSONNumber>()
  var pattern: Pattern?
  var format: SchemaFormat?
  /// The first of `examples`, for texts.
  var example: JSONValue?

  func property(_ name: String) -> Subschema? {
    properties.first { $0.name.hasSameBytes(as: name) }?.schema
  }

  /// For a member of any name.
  func schema(of name: String) -> Subschema {
    property(name) ?? additionalProperties
  }
}
