import JSON

/// Puts placeholders in the place of secrets, whatever the form that they are written in: plain, in upper or lower case,
/// with escapes of JSON or percent-encoding, in base64 at any alignment, in hexadecimal, and in two of these at once.
package struct Redaction: Sendable {
  private struct Secret {
    /// In lower case.
    let bytes: [UInt8]
    let placeholder: String
  }

  private let finder: SecretFinder
  private let prefixes: [[UInt8]]
  private let exempt: Set<[UInt8]>
  /// The longest first: one may be a part of another.
  private var secrets: [Secret] = []
  private var counts: [String: Int] = [:]

  package init(_ rules: RedactionRules) {
    finder = SecretFinder(rules: rules)
    prefixes = rules.prefixes.map(\.prefix)
    exempt = Set(rules.exempt.map { $0.utf8.map(\.lowercased) })
    for value in rules.values { add(value.text, value.placeholder) }
  }

  /// The lines without secrets. What is a secret in one line is one in all. Lines that no script can hold, such as a
  /// server's stray output, stay as they are: `Recorder` leaves them out.
  package mutating func redact(_ lines: [RecordedLine]) -> [RecordedLine] {
    let lines = lines.map { (line: $0, isKept: Self.isKept($0)) }
    for (line, isKept) in lines where isKept { learn(from: line.bytes) }
    return lines.map { line, isKept in isKept ? RecordedLine(line.direction, redact(line.bytes)) : line }
  }

  /// Whether the line can stand in a script: JSON, or text of the client.
  private static func isKept(_ line: RecordedLine) -> Bool {
    isJSON(line.bytes) || (line.direction == .fromClient && String(validating: line.bytes, as: UTF8.self) != nil)
  }

  /// The text without its secrets and without those that were seen before.
  package mutating func redact(_ text: String) -> String {
    learn(from: text)
    return redacted(text)
  }

  // MARK: What is a secret

  private mutating func learn(from line: [UInt8]) {
    guard Self.isJSON(line) else { return learn(from: String(decoding: line, as: UTF8.self)) }
    learn(fromJSON: line)
  }

  private mutating func learn(fromJSON bytes: [UInt8]) {
    for token in JSONTexts(bytes).tokens {
      if !token.isName, let (secret, placeholder) = finder.secret(token.text, ofMember: token.member) {
        add(secret, placeholder)
      }
      learn(from: token.text)
    }
  }

  private mutating func learn(from text: String) {
    guard text.utf8.count >= RedactionRules.shortestValue else { return }
    let bytes = Array(text.utf8)
    // Results are often JSON in a text, where a value may have quotation marks in it.
    if bytes[0] == UInt8(ascii: "{") || bytes[0] == UInt8(ascii: "["), Self.isJSON(bytes) { learn(fromJSON: bytes) }
    for view in DecodedView(bytes).decoded() {
      for (secret, placeholder) in finder.secrets(in: view) { add(secret, placeholder) }
    }
  }

  private mutating func add(_ secret: String, _ placeholder: String) {
    let bytes = secret.utf8.map(\.lowercased)
    guard !exempt.contains(bytes), !secrets.contains(where: { $0.bytes == bytes }) else { return }
    guard !secrets.contains(where: { $0.placeholder.utf8.elementsEqual(bytes) }) else { return }
    let number = counts[placeholder, default: 0] + 1
    counts[placeholder] = number
    let secret = Secret(bytes: bytes, placeholder: number == 1 ? placeholder : "\(placeholder)_\(number)")
    insert(secret)
    addWithoutPrefix(secret)
  }

  private mutating func insert(_ secret: Secret) {
    secrets.insert(secret, at: secrets.firstIndex { $0.bytes.count < secret.bytes.count } ?? secrets.count)
  }

  /// What follows `whsec_` or `pk_live_` is as secret as the whole. A name such as `pk_your_key_here` has no digits there.
  private mutating func addWithoutPrefix(_ secret: Secret) {
    guard let prefix = prefixes.first(where: { secret.bytes.starts(with: $0) }) else { return }
    var rest = secret.bytes.dropFirst(prefix.count)
    let placeholder = String(secret.placeholder.dropFirst(prefix.count))
    for kind in ["", "live_", "test_"] where rest.starts(with: kind.utf8) {
      rest = rest.dropFirst(kind.utf8.count)
      let isRandom = rest.contains { 0x30...0x39 ~= $0 } && rest.count >= RedactionRules.shortestValue
      let isKnown = secrets.contains { $0.bytes.elementsEqual(rest) } || exempt.contains(Array(rest))
      if isRandom, !isKnown { insert(Secret(bytes: Array(rest), placeholder: placeholder)) }
    }
  }

  private static func isJSON(_ line: [UInt8]) -> Bool {
    (try? JSONParser.parse(line)) != nil
  }

  // MARK: In their place

  private func redact(_ line: [UInt8]) -> [UInt8] {
    guard Self.isJSON(line) else { return Array(redacted(String(decoding: line, as: UTF8.self)).utf8) }
    return JSONTexts(line).rewriting(line) { token in
      let text = redacted(token.text)
      return text.hasSameBytes(as: token.text) ? nil : text
    }
  }

  private func redacted(_ text: String) -> String {
    guard !secrets.isEmpty, text.utf8.count >= RedactionRules.shortestValue else { return text }
    let bytes = Array(text.utf8)
    let hits = hits(in: bytes)
    guard !hits.isEmpty else { return text }
    var (result, done): ([UInt8], Int) = ([], 0)
    for hit in hits where hit.range.lowerBound >= done {
      result += bytes[done..<hit.range.lowerBound] + hit.replacement
      done = hit.range.upperBound
    }
    return String(decoding: result + bytes[done...], as: UTF8.self)
  }

  /// The parts of the text that hold secrets, from left to right. Of two that overlap the longer counts for both.
  private func hits(in bytes: [UInt8]) -> [(range: Range<Int>, replacement: [UInt8])] {
    var hits: [(range: Range<Int>, replacement: [UInt8])] = []
    for view in DecodedView(bytes).decoded() {
      for secret in secrets {
        for start in view.bytes.places(of: secret.bytes) {
          let range = view.range(of: start..<start + secret.bytes.count)
          hits.append((range, Self.replacement(secret.placeholder, view.form, range.count)))
        }
      }
    }
    hits.sort { ($0.range.lowerBound, -$0.range.count) < ($1.range.lowerBound, -$1.range.count) }
    return hits.reduce(into: []) { merged, hit in
      guard let last = merged.last, last.range.upperBound > hit.range.lowerBound else { return merged.append(hit) }
      guard hit.range.upperBound > last.range.upperBound else { return }
      merged.append((last.range.upperBound..<hit.range.upperBound, []))
    }
  }

  /// Keeps the number of digits, so that the text around a secret in base64 or hexadecimal still decodes.
  private static func replacement(_ placeholder: String, _ form: DecodedView.Form, _ count: Int) -> [UInt8] {
    switch form {
    case .text: Array(placeholder.utf8)
    case .base64: (0..<count).map { Array("REDACTED".utf8)[$0 % 8] }
    case .hexadecimal: [UInt8](repeating: UInt8(ascii: "0"), count: count)
    }
  }
}
