/// Rows of text in columns, as a terminal shows them: aligned by what a character takes there, and numbers by their
/// point.
package struct TextTable {
  private static let gap = 2
  /// The most columns that prose takes where the width is limited.
  private static let proseLimit = 40

  private let header: [String]?
  private let rows: [[String]]

  /// - Parameters:
  ///   - header: the names of the columns, or nil for a table without them.
  ///   - rows: texts on one line; every row has as many as there are columns.
  package init(header: [String]? = nil, rows: [[String]]) {
    self.header = header
    self.rows = rows
  }

  /// The table without the columns that did not fit.
  package struct Layout: Equatable {
    package let lines: [String]
    /// The names of the columns that are left out.
    package let omitted: [String]
  }

  /// - Parameter width: the columns of the terminal; nil without a limit. Prose is cut there, everything else stands as
  ///   a whole or not at all: the beginning of an address is not an address.
  package func layout(width: Int? = nil) -> Layout {
    let count = header?.count ?? rows.first?.count ?? 0
    let columns = (0..<count).map { index in
      Column(header?[index], rows.map { $0[index] }, isLimited: width != nil)
    }
    var (shown, omitted, used): ([Column], [String], Int) = ([], [], 0)
    for (index, column) in columns.enumerated() {
      let needed = column.width + (shown.isEmpty ? 0 : Self.gap)
      if let width, !shown.isEmpty, used + needed > width {
        if let header { omitted.append(header[index]) }
        continue
      }
      shown.append(column)
      used += needed
    }
    let lines = (0..<(rows.count + (header == nil ? 0 : 1))).map { Self.line(shown, $0) }
    return Layout(lines: lines, omitted: omitted)
  }

  private static func line(_ columns: [Column], _ index: Int) -> String {
    let line = columns.map { $0.padded(index) }.joined(separator: String(repeating: " ", count: gap))
    return String(line[..<(line.lastIndex { $0 != " " }.map { line.index(after: $0) } ?? line.startIndex)])
  }

  /// One column: its header, if it has one, and its cells.
  private struct Column {
    let cells: [String]
    let width: Int
    private let isNumeric: Bool

    init(_ header: String?, _ values: [String], isLimited: Bool) {
      isNumeric = values.contains { !$0.isEmpty } && values.allSatisfy { $0.isEmpty || Self.isNumber($0) }
      let isProse = isLimited && values.contains { $0.contains(" ") }
      var values = isProse ? values.map { DisplayWidth.cut($0, to: TextTable.proseLimit) } : values
      if isNumeric { values = Self.aligned(values) }
      cells = [header].compactMap(\.self) + values
      width = cells.map(DisplayWidth.columns).max() ?? 0
    }

    func padded(_ index: Int) -> String {
      let padding = String(repeating: " ", count: width - DisplayWidth.columns(of: cells[index]))
      return isNumeric ? padding + cells[index] : cells[index] + padding
    }

    /// Blanks stand for the digits that a number has fewer after its point than another.
    private static func aligned(_ numbers: [String]) -> [String] {
      let decimals = numbers.map { number in number.firstIndex(of: ".").map { number[$0...].count } ?? 0 }
      let most = decimals.max() ?? 0
      return zip(numbers, decimals).map { $0.isEmpty ? "" : $0 + String(repeating: " ", count: most - $1) }
    }

    private static func isNumber(_ text: String) -> Bool {
      let parts = text.drop { $0 == "-" }.split(separator: ".", omittingEmptySubsequences: false)
      return text.utf8.count < 40 && parts.count <= 2
        && parts.allSatisfy { part in
          !part.isEmpty && part.utf8.allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
        }
    }
  }
}
