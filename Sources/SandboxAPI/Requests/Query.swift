import Formats
package import SandboxModel

/// The parameters of the query. Of a name given twice the first counts; unknown names are ignored, as the service does.
package struct Query: Sendable {
  private var parameters: [String: String] = [:]

  package init() {}

  /// Returns nil if an escape is malformed.
  package init?(_ text: Substring) {
    for pair in text.parts(at: "&") where !pair.isEmpty {
      let parts = pair.parts(at: "=", maximumSplits: 1)
      guard let name = PercentEncoding.decode(parts[0], plusIsSpace: true),
        let value = PercentEncoding.decode(parts.count > 1 ? parts[1] : "", plusIsSpace: true)
      else { return nil }
      if parameters[name] == nil { parameters[name] = value }
    }
  }

  /// Lowers a number to the greatest that is allowed, which is also its value if it is absent.
  mutating func cap(_ name: String, at greatest: Int) {
    guard let text = parameters[name] else { return parameters[name] = String(greatest) }
    if let number = Int(text), number > greatest { parameters[name] = String(greatest) }
  }

  /// The value; nil if it is absent or empty.
  package subscript(name: String) -> String? {
    parameters[name].flatMap { $0.isEmpty ? nil : $0 }
  }

  /// The value; nil if it is absent.
  package func text(_ name: String) -> String? {
    parameters[name]
  }

  package func page(limit standard: Int = ListPage.defaultLimit) throws(APIError) -> ListPage {
    ListPage(
      number: try integer("page", in: ListPage.numbers, default: 1),
      limit: try integer("limit", in: ListPage.limits, default: standard))
  }

  /// Reads one of the type's raw values. An empty value is refused: it would filter nothing.
  func choice<Value: RawRepresentable<String> & CaseIterable>(
    _ name: String, _ type: Value.Type
  ) throws(APIError) -> Value? {
    guard let text = text(name) else { return nil }
    guard let value = Value(rawValue: text) else {
      throw .invalid(name, "must be one of \(Value.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    return value
  }

  private func integer(_ name: String, in range: ClosedRange<Int>, default fallback: Int) throws(APIError) -> Int {
    guard let text = text(name) else { return fallback }
    guard let number = Int(text), range.contains(number) else {
      throw .invalid(name, "must be a whole number from \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }
}

extension Query {
  package func time(_ name: String) throws(APIError) -> Timestamp? {
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

extension Query {
  /// Reads the page.
  /// - Parameter refuse: makes the error for the parameter that is wrong.
  package func page(_ refuse: (_ name: String) -> PublishedError) throws(PublishedError) -> ListPage {
    func number(_ name: String, _ range: ClosedRange<Int>, _ fallback: Int) throws(PublishedError) -> Int {
      guard let text = self[name] else { return fallback }
      guard let number = Int(text), range.contains(number) else { throw refuse(name) }
      return number
    }
    return ListPage(
      number: try number("page", ListPage.numbers, 1),
      limit: try number("limit", ListPage.limits, ListPage.defaultLimit))
  }
}

extension Substring {
  /// Splits the text at a separator; empty parts are kept.
  ///
  /// Works on code points: a separator and a combining mark after it are one `Character`, which hides the separator
  /// from `String.split`.
  func parts(at separator: Unicode.Scalar, maximumSplits: Int = .max) -> [Substring] {
    unicodeScalars.split(separator: separator, maxSplits: maximumSplits, omittingEmptySubsequences: false)
      .map(Substring.init)
  }
}
