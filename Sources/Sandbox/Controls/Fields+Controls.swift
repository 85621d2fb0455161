extension Fields {
  /// One of the type's raw values.
  func optionalChoice<Value: RawRepresentable<String> & CaseIterable>(
    _ name: String, _ type: Value.Type
  ) throws(APIError) -> Value? {
    guard let text = try optionalText(name) else { return nil }
    guard let value = Value(rawValue: text) else {
      throw .invalid(name, "must be one of \(Value.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    return value
  }

  func optionalInteger(_ name: String, in range: ClosedRange<Int>) throws(APIError) -> Int? {
    guard let integer = try optionalInteger(name) else { return nil }
    guard range.contains(integer) else {
      throw .invalid(name, "must be a whole number from \(range.lowerBound) to \(range.upperBound)")
    }
    return integer
  }
}
