import JSON

/// Follows values from the server's answers into later frames of the client.
///
/// A value is captured if it varies from session to session and the client uses it: as a whole text, or as a part of one,
/// such as the id in `payin://orders/ord_0123456789abcdef`.
struct CaptureFinder {
  struct Capture {
    let name: String
    let value: String
    let path: ValuePath
    /// The line of the answer that it comes from.
    let line: Int
  }

  private struct Source {
    let line: Int
    let path: [ValuePath.Component]
    let tool: String?
  }

  /// The names of members whose texts vary although they may be short.
  private static let volatileNames: Set<String> = [
    "slug", "cursor", "nextcursor", "nonce", "requeststate", "signature",
  ]

  /// The names of members, in lower case, whose texts look random and are the same in every session: the contract of a
  /// token, where another one means other money.
  private static let constantNames: Set<String> = ["contract", "contractaddress", "tokencontract"]

  /// Folders of the machine that the session was recorded on. Paths in them vary.
  let folders: [String]
  private(set) var captures: [Capture] = []
  /// The frames of the client by their lines, with `${name}` in them.
  private(set) var frames: [Int: [UInt8]] = [:]
  /// Short words that vary, known by the name of their member.
  private(set) var knownWords: Set<String> = []
  /// Parts of texts that look as if they varied and are the same in every replay: the client wrote them before the server
  /// did, or the name of their member says so.
  private(set) var constants: Set<String> = []
  /// Parts that the client has from the server, but not as a value of an answer.
  private(set) var unresolved: [String] = []

  private var names: [String: String] = [:]
  private var sources: [String: Source] = [:]
  private var serverParts: Set<String> = []
  private var tools: [String: String] = [:]

  /// - Parameters:
  ///   - lines: the session without its secrets.
  ///   - folders: absolute paths.
  init(_ lines: [RecordedLine], folders: [String] = []) {
    self.folders = folders
    for (index, line) in lines.enumerated() {
      guard let messages = RecordedMessage.messages(in: line.bytes) else { continue }
      switch line.direction {
      case .fromServer: for message in messages { learn(message, line: index, isBatch: messages.count > 1) }
      case .fromClient:
        for message in messages { note(message) }
        frames[index] = template(of: line.bytes)
      }
    }
  }

  /// The capture of this text, if it was made before a line.
  func name(of text: String, before line: Int) -> String? {
    guard let name = names[text], let capture = captures.first(where: { $0.name == name }), capture.line < line else {
      return nil
    }
    return name
  }

  // MARK: The server

  private mutating func learn(_ message: RecordedMessage, line: Int, isBatch: Bool) {
    switch message {
    case .answer(let id, let content):
      let tool = tools[id.description]
      content.value.forEachText(from: [.member(content.name)]) { text, path, member in
        learn(text, member)
        guard !isBatch, sources[text] == nil, isVolatile(text) else { return }
        sources[text] = Source(line: line, path: path, tool: tool)
      }
    case .request(_, _, let parameters?), .notification(_, let parameters?):
      parameters.forEachText { text, _, member in learn(text, member) }
    default: break
    }
  }

  private mutating func learn(_ text: String, _ member: String?) {
    learnConstants(text, member)
    if let member, Self.volatileNames.contains(member.lowercased()), text.utf8.count >= 4,
      !constants.contains(text), text.utf8.allSatisfy(\.isLetterOrDigit)
    {
      knownWords.insert(text)
    }
    let volatile = volatileText(text)
    serverParts.formUnion(volatile.parts.compactMap(volatile.identity).filter { !constants.contains($0) })
  }

  /// Notes what stands in a contract's member, also in a result that is JSON inside of a text.
  private mutating func learnConstants(_ text: String, _ member: String?) {
    if let member, Self.constantNames.contains(member.lowercased()) {
      let volatile = volatileText(text)
      constants.formUnion(volatile.parts.compactMap(volatile.identity))
    } else if text.utf8.first == UInt8(ascii: "{"), let value = try? JSONParser.parse(Array(text.utf8)) {
      value.forEachText { text, _, member in
        if member != nil, text.utf8.first != UInt8(ascii: "{") { learnConstants(text, member) }
      }
    }
  }

  /// The text with the parts of it that vary in this session.
  func volatileText(_ text: String) -> VolatileText {
    VolatileText(text, known: knownWords, folders: folders)
  }

  private func isVolatile(_ text: String) -> Bool {
    let volatile = volatileText(text)
    return volatile.parts.contains { volatile.identity(of: $0).map { !constants.contains($0) } ?? false }
  }

  // MARK: The client

  private mutating func note(_ message: RecordedMessage) {
    guard case .request(let id, _, let parameters) = message else { return }
    tools[id.description] = parameters?["name"]?.string
  }

  /// The frame with `${name}` in the place of what came from the server, and `$${` for `${`.
  private mutating func template(of line: [UInt8]) -> [UInt8] {
    let texts = JSONTexts(line)
    let new = texts.tokens.map { $0.isName ? nil : template(of: $0.text) }
    var index = -1
    return texts.rewriting(line) {
      Array(Template.escaping(String(decoding: $0, as: UTF8.self)).utf8)
    } _: { _ in
      index += 1
      return new[index]
    }
  }

  /// Returns nil if nothing in the text came from the server.
  private mutating func template(of text: String) -> String? {
    let volatile = volatileText(text)
    let parts = volatile.parts.filter { part in
      guard let identity = volatile.identity(of: part) else { return false }
      if !serverParts.contains(identity) { constants.insert(identity) }
      return !constants.contains(identity)
    }
    guard !parts.isEmpty else { return nil }
    if let name = capture(text) { return "${\(name)}" }
    var (result, done, isChanged) = ("", 0, false)
    for part in parts where part.range.lowerBound >= done {
      guard let (name, range) = capture(of: part, in: volatile) else {
        unresolved.append(volatile.text(in: part.range))
        continue
      }
      result += Template.escaping(volatile.text(in: done..<range.lowerBound)) + "${\(name)}"
      (done, isChanged) = (range.upperBound, true)
    }
    return isChanged ? result + Template.escaping(volatile.text(in: done..<volatile.bytes.count)) : nil
  }

  /// The capture of a word, or of a piece of it.
  private mutating func capture(
    of part: VolatileText.Part, in text: VolatileText
  ) -> (name: String, range: Range<Int>)? {
    for range in text.words(around: part) {
      if let name = capture(text.text(in: range)) { return (name, range) }
    }
    return nil
  }

  private mutating func capture(_ text: String) -> String? {
    if let name = names[text] { return name }
    guard let source = sources[text] else { return nil }
    let name = newName(source)
    names[text] = name
    captures.append(Capture(name: name, value: text, path: ValuePath(source.path), line: source.line))
    return name
  }

  /// A name by the member of the answer: `order_id`; for one that says little, by the tool too: `payment_link_id`.
  private func newName(_ source: Source) -> String {
    let member = source.path.last { if case .member = $0 { true } else { false } }
    var name = "value"
    if case .member(let text)? = member { name = Self.words(text) }
    if ["id", "url", "uri", "slug", "token", "body", "text"].contains(name),
      let subject = source.tool?.split(separator: "_").dropFirst(), !subject.isEmpty
    {
      name = Self.words(subject.joined(separator: "_")) + "_" + name
    }
    let taken = Set(captures.map(\.name))
    return (1...).lazy.map { $0 == 1 ? name : "\(name)_\($0)" }.first { !taken.contains($0) } ?? name
  }

  /// `orderId` as `order_id`.
  private static func words(_ text: String) -> String {
    var result: [UInt8] = []
    for byte in text.utf8 {
      let isUpper = 0x41...0x5A ~= byte
      if isUpper, let last = result.last, last != UInt8(ascii: "_"), !(0x30...0x39 ~= last) {
        result.append(UInt8(ascii: "_"))
      }
      result.append(byte.isLetterOrDigit ? byte.lowercased : UInt8(ascii: "_"))
    }
    let name = String(decoding: result, as: UTF8.self)
    return result.first?.isASCIILetter == true ? name : "value_\(name)"
  }
}
