/// What one place of a value has to be.
indirect enum Subschema: Sendable {
  case anything
  case nothing
  case constrained(SchemaConstraints)
}
