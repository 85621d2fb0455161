extension Query {
  /// False if it is absent.
  func flag(_ name: String) throws(APIError) -> Bool {
    switch self[name] {
    case nil, "false": false
    case "true": true
    default: throw .invalid(name, "must be true or false")
    }
  }

  func time(_ name: String) throws(APIError) -> Timestamp? {
    guard let text = self[name] else { return nil }
    guard let time = Timestamp(iso8601: text) else {
      throw .invalid(name, "must be a time with zone by ISO 8601, such as 2030-01-31T12:00:00Z")
    }
    return time
  }
}
