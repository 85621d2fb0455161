/// A table whose rows become cards on a narrow screen: each cell then has the heading of its column as a label.
struct RowTable {
  struct Column {
    let heading: String
    /// The class of the cells, which decides on the column's width.
    let kind: HTML

    init(_ heading: String, _ kind: HTML) {
      self.heading = heading
      self.kind = kind
    }
  }

  struct Row {
    /// The row's id, by which the script finds it again.
    let key: String
    let cells: [HTML]
  }

  let label: String
  let columns: [Column]
  let rows: [Row]

  /// The roles are given because a table that is laid out as cards would else lose them.
  var html: HTML {
    let heads: [HTML] = columns.map {
      "<th role=\"columnheader\" class=\"\($0.kind)\">\($0.heading)</th>"
    }
    return """
      <table role="table" aria-label="\(label)">
      <thead role="rowgroup"><tr role="row">\(heads)</tr></thead>
      <tbody role="rowgroup">
      \(rows.map(html))</tbody></table>
      """
  }

  private func html(_ row: Row) -> HTML {
    let cells: [HTML] = zip(columns, row.cells).map { column, cell in
      "<td role=\"cell\" class=\"\(column.kind)\" data-label=\"\(column.heading)\">\(cell)</td>"
    }
    return "<tr role=\"row\" data-key=\"\(row.key)\">\(cells)</tr>\n"
  }
}
