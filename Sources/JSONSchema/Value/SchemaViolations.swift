/// What is wrong with one value, in the order of its text: the first ones in full, the number of the rest.
package struct SchemaViolations: Sendable, RandomAccessCollection {
  package static let maximumListed = 20

  private var listed: [SchemaViolation] = []
  /// How many more there are than this collection has elements.
  package private(set) var omitted = 0

  package var startIndex: Int { 0 }
  package var endIndex: Int { listed.count }

  package subscript(position: Int) -> SchemaViolation {
    listed[position]
  }

  var isFull: Bool { listed.count == Self.maximumListed }

  mutating func append(_ violation: SchemaViolation) {
    if isFull {
      omitted += 1
    } else {
      listed.append(violation)
    }
  }
}
