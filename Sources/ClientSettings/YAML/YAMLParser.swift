import CYAML
import Glibc

/// Reads the events of libyaml as a tree.
struct YAMLParser: ~Copyable {
  private static let maximumDepth = 128

  /// On the heap: libyaml keeps pointers to its parts.
  private let parser: UnsafeMutablePointer<yaml_parser_t>
  /// The offset in bytes of each character. libyaml counts characters. The byte order
  /// mark is kept from it: it would count as a column, and shift the first line.
  private let offsets: [Int]
  /// The number of documents that began.
  private(set) var documents = 0
  private var depth = 0

  /// The offsets of anchors and of what refers to them.
  private var references: [Int] = []

  /// The root of the only document, nil if the text has none, and the offsets of anchors and aliases.
  static func parse(_ bytes: [UInt8]) throws(SettingsError) -> (root: YAMLNode?, references: [Int]) {
    if bytes.isEmpty { return (nil, []) }
    let result = bytes.withUnsafeBufferPointer { text in
      Result { () throws(SettingsError) in
        var parser = try YAMLParser(text)
        return (try parser.parseStream(), parser.references)
      }
    }
    return try result.get()
  }

  private init(_ text: UnsafeBufferPointer<UInt8>) throws(SettingsError) {
    parser = .allocate(capacity: 1)
    parser.initialize(to: yaml_parser_t())
    let start = text.starts(with: TextLayout.byteOrderMark) ? TextLayout.byteOrderMark.count : 0
    offsets = text.indices.dropFirst(start).filter { text[$0] & 0xC0 != 0x80 } + [text.count]
    guard yaml_parser_initialize(parser) != 0 else { throw .system(path: "", number: ENOMEM) }
    yaml_parser_set_input_string(parser, text.baseAddress.map { $0 + start }, text.count - start)
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
  }

  deinit {
    yaml_parser_delete(parser)
    parser.deallocate()
  }

  private mutating func parseStream() throws(SettingsError) -> YAMLNode? {
    var root: YAMLNode?
    while true {
      var event = try next()
      defer { yaml_event_delete(&event) }
      switch event.type {
      case YAML_STREAM_END_EVENT: return root
      case YAML_DOCUMENT_START_EVENT:
        documents += 1
        guard documents == 1 else { throw .unsupportedForm("---") }
      case YAML_STREAM_START_EVENT, YAML_DOCUMENT_END_EVENT: break
      default: root = try node(event)
      }
    }
  }

  private mutating func node(_ event: yaml_event_t) throws(SettingsError) -> YAMLNode {
    if Self.isReference(event) { references.append(range(event).lowerBound) }
    switch event.type {
    case YAML_SCALAR_EVENT: return scalar(event)
    case YAML_SEQUENCE_START_EVENT: return try sequence(event)
    case YAML_MAPPING_START_EVENT: return try mapping(event)
    default: return .alias(range(event))
    }
  }

  private static func isReference(_ event: yaml_event_t) -> Bool {
    switch event.type {
    case YAML_ALIAS_EVENT: true
    case YAML_SCALAR_EVENT: event.data.scalar.anchor != nil
    case YAML_SEQUENCE_START_EVENT: event.data.sequence_start.anchor != nil
    case YAML_MAPPING_START_EVENT: event.data.mapping_start.anchor != nil
    default: false
    }
  }

  private func scalar(_ event: yaml_event_t) -> YAMLNode {
    let scalar = event.data.scalar
    let text = String(decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length), as: UTF8.self)
    return .scalar(text: text, isPlain: scalar.style == YAML_PLAIN_SCALAR_STYLE && scalar.tag == nil, range(event))
  }

  private mutating func sequence(_ start: yaml_event_t) throws(SettingsError) -> YAMLNode {
    var elements: [YAMLNode] = []
    let isFlow = start.data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE
    let end = try children { (parser, event) throws(SettingsError) in elements.append(try parser.node(event)) }
    let last = isFlow ? end.upperBound : elements.last?.range.upperBound ?? end.lowerBound
    return .sequence(elements, range(start).lowerBound..<last)
  }

  private mutating func mapping(_ start: yaml_event_t) throws(SettingsError) -> YAMLNode {
    var members: [(name: YAMLNode, value: YAMLNode)] = []
    var name: YAMLNode?
    let isFlow = start.data.mapping_start.style == YAML_FLOW_MAPPING_STYLE
    let end = try children { (parser, event) throws(SettingsError) in
      let node = try parser.node(event)
      if let key = name { members.append((key, node)) }
      name = name == nil ? node : nil
    }
    let last = isFlow ? end.upperBound : members.last.map { max($0.name.range.upperBound, $0.value.range.upperBound) }
    return .mapping(members, isFlow: isFlow, range(start).lowerBound..<(last ?? end.lowerBound))
  }

  /// Reads to the end of the sequence or mapping whose start was read.
  ///
  /// - Returns: the range of the event that ends it.
  private mutating func children(
    _ body: (inout YAMLParser, yaml_event_t) throws(SettingsError) -> Void
  ) throws(SettingsError) -> Range<Int> {
    depth += 1
    defer { depth -= 1 }
    while true {
      var event = try next()
      defer { yaml_event_delete(&event) }
      guard depth <= Self.maximumDepth else {
        throw .syntax(position(event.start_mark), reason: "nested too deeply")
      }
      if event.type == YAML_SEQUENCE_END_EVENT || event.type == YAML_MAPPING_END_EVENT { return range(event) }
      try body(&self, event)
    }
  }

  private func next() throws(SettingsError) -> yaml_event_t {
    var event = yaml_event_t()
    guard yaml_parser_parse(parser, &event) == 0 else { return event }
    if parser.pointee.error == YAML_MEMORY_ERROR { throw .system(path: "", number: ENOMEM) }
    let reason = parser.pointee.problem.map { String(cString: $0) } ?? "not YAML"
    throw .syntax(position(parser.pointee.problem_mark), reason: reason)
  }

  private func position(_ mark: yaml_mark_t) -> TextPosition {
    TextPosition(line: mark.line + 1, column: mark.column + 1)
  }

  private func range(_ event: yaml_event_t) -> Range<Int> {
    let start = offsets[min(event.start_mark.index, offsets.count - 1)]
    return start..<max(start, offsets[min(event.end_mark.index, offsets.count - 1)])
  }
}
