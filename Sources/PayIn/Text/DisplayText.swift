import JSON

/// Text for a person or a model to read.
///
/// Parts from outside are kept as they came and are sanitised only when the text is rendered: control, bidirectional and
/// invisible characters are removed, or are escapes in quotation marks, secrets hidden, long texts cut. The type is no
/// `String`, so that it cannot be compared with raw text or put into a request.
package struct DisplayText: Sendable {
  /// The most Unicode scalars that are shown of one text from outside; a longer one ends in "…".
  package static let defaultLimit = 512

  private enum Piece: Sendable, Hashable {
    /// A text of this program, which may have line breaks.
    case own(String)
    case foreign(String, limit: Int)
    /// A text from outside in quotation marks, which it cannot close.
    case quoted(String, limit: Int)

    /// The number of bytes before anything is hidden, cut or quoted.
    var byteCount: Int {
      switch self {
      case .own(let text), .foreign(let text, _), .quoted(let text, _): text.utf8.count
      }
    }
  }

  private var pieces: [Piece] = []

  package init() {}

  /// - Parameters:
  ///   - raw: text from outside.
  ///   - limit: Unicode scalars that are shown of it.
  package init(raw: String, limit: Int = defaultLimit) {
    if !raw.isEmpty { pieces = [.foreign(raw, limit: limit)] }
  }

  package var isEmpty: Bool { pieces.isEmpty }

  /// Whether the last character is a mark of Chinese, which needs no space after it: `。` or `：`.
  var endsWithWidePunctuation: Bool {
    switch pieces.last {
    case .own(let text)?, .foreign(let text, _)?:
      text.unicodeScalars.last.map { "。：！？；，、）】」』”’…—".unicodeScalars.contains($0) } ?? false
    case .quoted?, nil: false
    }
  }

  package static func + (left: DisplayText, right: DisplayText) -> DisplayText {
    if left.isEmpty { return right }
    var sum = left
    sum.pieces.append(contentsOf: right.pieces)
    return sum
  }

  /// The sanitised text. It is for display only: never compare it or send it to the API.
  package func rendered(hiding secrets: Secrets = .none) -> String {
    var text = ""
    text.reserveCapacity(pieces.reduce(0) { $0 + $1.byteCount })
    for piece in pieces {
      switch piece {
      case .own(let own): text += own
      case .foreign(let raw, let limit): text += Self.shown(raw, limit, secrets)
      case .quoted(let raw, let limit): text += Self.quoted(raw, limit, secrets)
      }
    }
    return text
  }

  private static func shown(_ raw: String, _ limit: Int, _ secrets: Secrets) -> String {
    cut(secrets.redact(VisibleText.visible(raw)), to: limit)
  }

  /// A text as JSON. What may not be shown is written as an escape, for without it the text could be taken for another one
  /// that exists: a reference for that of another user.
  private static func quoted(_ raw: String, _ limit: Int, _ secrets: Secrets) -> String {
    let visible = VisibleText.visible(raw)
    let redacted = secrets.redact(visible)
    guard redacted == visible, !visible.hasSameBytes(as: raw) else {
      return JSONValue.string(cut(redacted, to: limit)).description
    }
    return String(decoding: JSONWriter.bytes(of: .string(cut(raw, to: limit)), escapesInvisible: true), as: UTF8.self)
  }

  private static func cut(_ text: String, to limit: Int) -> String {
    guard text.utf8.count > limit, text.unicodeScalars.count > limit else { return text }
    return String(text.unicodeScalars.prefix(limit - 1)) + "…"
  }
}

/// Two texts are equal if they show the same parts, however they were put together.
extension DisplayText: Hashable {
  package static func == (left: DisplayText, right: DisplayText) -> Bool {
    left.joinedPieces == right.joinedPieces
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(joinedPieces)
  }

  /// The pieces with neighbouring texts of this program joined.
  private var joinedPieces: [Piece] {
    pieces.reduce(into: []) { pieces, piece in
      if case .own(let end) = piece, case .own(let start)? = pieces.last {
        pieces[pieces.count - 1] = .own(start + end)
      } else {
        pieces.append(piece)
      }
    }
  }
}

extension DisplayText: ExpressibleByStringInterpolation {
  package struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var text = DisplayText()

    package init(literalCapacity: Int, interpolationCount: Int) {
      text.pieces.reserveCapacity(2 * interpolationCount + 1)
    }

    package mutating func appendLiteral(_ literal: String) {
      if !literal.isEmpty { text.pieces.append(.own(literal)) }
    }

    package mutating func appendInterpolation(_ shown: DisplayText) {
      text.pieces.append(contentsOf: shown.pieces)
    }

    /// Text from outside, sanitised and cut when it is rendered.
    package mutating func appendInterpolation(_ raw: String) {
      appendForeign(raw, limit: DisplayText.defaultLimit)
    }

    /// A URL or reference, which is of no use if it is cut.
    package mutating func appendInterpolation(whole raw: String) {
      appendForeign(raw, limit: .max)
    }

    private mutating func appendForeign(_ raw: String, limit: Int) {
      if !raw.isEmpty { text.pieces.append(.foreign(raw, limit: limit)) }
    }

    /// Text from outside in quotation marks, with a backslash before those in it.
    package mutating func appendInterpolation(quoted raw: String, limit: Int = DisplayText.defaultLimit) {
      text.pieces.append(.quoted(raw, limit: limit))
    }

    package mutating func appendInterpolation(_ number: some BinaryInteger) {
      text.pieces.append(.own(String(number)))
    }
  }

  package init(stringLiteral literal: String) {
    if !literal.isEmpty { pieces = [.own(literal)] }
  }

  package init(stringInterpolation: StringInterpolation) {
    self = stringInterpolation.text
  }
}

extension [DisplayText] {
  package func joined(separator: DisplayText) -> DisplayText {
    dropFirst().reduce(first ?? DisplayText()) { $0 + separator + $1 }
  }
}

extension DefaultStringInterpolation {
  /// Keeps shown text from becoming raw text again: the warning is an error here. An unavailable function would not do,
  /// for the compiler would pass it over and take the one that describes any value.
  @available(*, deprecated, message: "Shown text is rendered where it is shown: rendered(hiding:)")
  package mutating func appendInterpolation(_ text: DisplayText) {
    appendInterpolation(text.rendered())
  }

  /// Keeps a text from being put into another one without its language.
  @available(*, deprecated, message: "Choose a language first: text[language]")
  package mutating func appendInterpolation(_ text: LocalizedText) {
    appendInterpolation(text[.english].rendered())
  }
}
