/// A value bound to a parameter.
enum SQLValue: Sendable, ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByNilLiteral {
  case null
  case integer(Int64)
  case text(String)

  init(stringLiteral value: String) {
    self = .text(value)
  }

  init(integerLiteral value: Int64) {
    self = .integer(value)
  }

  init(nilLiteral: ()) {
    self = .null
  }

  init(_ value: String?) {
    self = value.map(SQLValue.text) ?? .null
  }

  init(_ value: Int?) {
    self = value.map { .integer(Int64($0)) } ?? .null
  }

  init(_ value: Timestamp?) {
    self = value.map { .integer($0.milliseconds) } ?? .null
  }

  init(_ value: Bool) {
    self = .integer(value ? 1 : 0)
  }
}
