import JSON

/// The constraints of one schema object, compiled. A property that is nil or empty does not constrain.
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
  /// The first of `examples`, to be shown in texts.
  var example: JSONValue?

  func property(_ name: String) -> Subschema? {
    properties.first { $0.name.hasSameBytes(as: name) }?.schema
  }

  /// The schema for a member of any name.
  func schema(of name: String) -> Subschema {
    property(name) ?? additionalProperties
  }
}

/// The requirement for one place of a value.
indirect enum Subschema: Sendable {
  case anything
  case nothing
  case constrained(SchemaConstraints)
}

/// A range that may be open at either end. Both ends belong to it.
struct Bounds<Bound: SchemaBound>: Sendable {
  var least: Bound?
  var most: Bound?

  /// Whether nothing can lie inside.
  var isEmpty: Bool {
    guard let least, let most else { return false }
    return most.isBelow(least)
  }
}

/// A number that `minimum`, `maxLength` and similar keywords bound.
protocol SchemaBound: Sendable {
  func isBelow(_ other: Self) -> Bool
}

extension Int: SchemaBound {
  func isBelow(_ other: Int) -> Bool { self < other }
}

extension JSONNumber: SchemaBound {
  func isBelow(_ other: JSONNumber) -> Bool { compare(other) < 0 }
}
