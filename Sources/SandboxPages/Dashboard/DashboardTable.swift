import SandboxAPI
import SandboxModel

/// One section of the dashboard: a heading and a table.
struct DashboardTable {
  /// In the page, for links to it.
  let id: HTML
  let heading: String
  let columns: [String]
  /// As many cells as columns in each.
  let rows: [[HTML]]
  /// Said instead of an empty table.
  let empty: String

  /// A wide table scrolls by itself, with the keyboard too; the page never does.
  var html: HTML {
    guard !rows.isEmpty else {
      return "<section><h2 id=\"\(id)\">\(heading)</h2><p class=\"empty\">\(empty)</p></section>"
    }
    return """
      <section>
      <h2 id="\(id)">\(heading)</h2>
      <div class="table" role="region" aria-labelledby="\(id)" tabindex="0">
      <table>
      <thead><tr>\(columns.map { "<th scope=\"col\">\($0)</th>" as HTML })</tr></thead>
      <tbody>
      \(rows.map { cells in "<tr>\(cells.map { "<td>\($0)</td>" as HTML })</tr>\n" as HTML })</tbody>
      </table>
      </div>
      </section>
      """
  }
}
