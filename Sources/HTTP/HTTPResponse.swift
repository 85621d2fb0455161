/// One HTTP reply with its whole body.
package struct HTTPResponse: Sendable, Equatable {
  package var status: Int
  package var headers: HTTPHeaders
  package var body: [UInt8]

  package init(status: Int, headers: HTTPHeaders = [], body: [UInt8] = []) {
    self.status = status
    self.headers = headers
    self.body = body
  }
}

/// Header fields in order. Names are compared without regard to ASCII case (RFC 9110, section 5.1).
package struct HTTPHeaders: Sendable, Equatable {
  package struct Field: Sendable, Equatable {
    package let name: String
    package let value: String

    package init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  package private(set) var fields: [Field]

  package init(_ fields: [Field] = []) {
    self.fields = fields
  }

  package mutating func append(_ name: String, _ value: String) {
    fields.append(Field(name: name, value: value))
  }

  /// The first field of that name.
  package subscript(name: String) -> String? {
    fields.first { $0.name.isSameFieldName(as: name) }?.value
  }
}

extension HTTPHeaders: ExpressibleByDictionaryLiteral {
  package init(dictionaryLiteral elements: (String, String)...) {
    self.init(elements.map { Field(name: $0, value: $1) })
  }
}

extension HTTPHeaders: ExpressibleByArrayLiteral {
  package init(arrayLiteral elements: Field...) {
    self.init(elements)
  }
}

extension String {
  /// Whether two names of fields differ in the case of ASCII letters at most.
  package func isSameFieldName(as other: String) -> Bool {
    guard utf8.count == other.utf8.count else { return false }
    return utf8.span.withUnsafeBufferPointer { left in
      other.utf8.span.withUnsafeBufferPointer { right in
        left.indices.allSatisfy { left[$0].lowercasedASCII == right[$0].lowercasedASCII }
      }
    }
  }
}

extension UInt8 {
  fileprivate var lowercasedASCII: UInt8 {
    UInt8(ascii: "A")...UInt8(ascii: "Z") ~= self ? self | 0x20 : self
  }
}
