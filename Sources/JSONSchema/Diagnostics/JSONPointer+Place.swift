extension JSONPointer {
  /// As a sentence names it: a plain name at the top, a pointer further down. Nil for the whole value.
  package var displayName: String? {
    if case .name(let name)? = tokens.first, tokens.count == 1 { return "`\(name)`" }
    return tokens.isEmpty ? nil : "`\(self)`"
  }

  /// With every name cut to what may be repeated of a caller's text.
  var shortened: JSONPointer {
    JSONPointer(
      tokens.map { token in
        if case .name(let name) = token { .name(Excerpt.name(name)) } else { token }
      })
  }
}
