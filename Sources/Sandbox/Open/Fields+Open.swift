import JSON

/// As the service's code reads bodies: what is of another type is not there.
extension Fields {
  /// Those that are no strings with something in them.
  func missing(_ names: String...) -> [String] {
    names.filter { self[$0]?.string?.contains { !$0.isWhitespace } != true }
  }

  func string(_ name: String) -> String? {
    self[name]?.string
  }

  func objectText(_ name: String) -> String? {
    self[name].flatMap { $0.object == nil ? nil : $0.description }
  }

  /// A string, or a number by its digits.
  func digits(_ name: String) -> String? {
    self[name].flatMap { $0.string ?? $0.number?.literal }
  }
}
