extension ResourceURI {
  /// The values of the template's variables if this is one of its addresses.
  ///
  /// - Parameter template: RFC 6570, level 1, where a variable is a whole segment: `a://b/{name}`.
  package func matches(_ template: String) -> [String: String]? {
    guard let (scheme, parts) = Self.parts(of: template), scheme == self.scheme, parts.count == segments.count else {
      return nil
    }
    var values: [String: String] = [:]
    for (part, segment) in zip(parts, segments) {
      if let name = Self.variable(in: part) {
        values[name] = segment
      } else if !part.utf8.elementsEqual(segment.utf8) {
        return nil
      }
    }
    return values
  }

  /// The names in the order of the template.
  package static func variables(of template: String) -> [String] {
    parts(of: template)?.parts.compactMap(variable) ?? []
  }

  private static func parts(of template: String) -> (scheme: Substring, parts: [Substring])? {
    guard let colon = template.firstIndex(of: ":") else { return nil }
    let rest = template[template.index(after: colon)...]
    let path = rest.hasPrefix("//") ? rest.dropFirst(2) : rest
    return (template[..<colon], path.split(separator: "/", omittingEmptySubsequences: false))
  }

  private static func variable(in part: Substring) -> String? {
    guard part.count > 2, part.first == "{", part.last == "}" else { return nil }
    return String(part.dropFirst().dropLast())
  }
}
