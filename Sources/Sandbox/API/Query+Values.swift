extension Query {
  func time(_ name: String) throws(APIError) -> Timestamp? {
    guard let text = text(name) else { return nil }
    guard let time = Timestamp(iso8601: text) else {
      throw .invalid(name, "must be a time with zone by ISO 8601, such as 2030-01-31T12:00:00Z")
    }
    return time
  }

  func flag(_ name: String) throws(APIError) -> Bool? {
    guard let text = text(name) else { return nil }
    guard let flag = Bool(text) else { throw .invalid(name, "must be true or false") }
    return flag
  }
}
