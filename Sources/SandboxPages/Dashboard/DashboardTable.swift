import SandboxAPI
import SandboxModel

/// A section of the dashboard with a heading and a table.
struct DashboardTable {
  /// The id of the heading.
  let id: HTML
  let heading: String
  let columns: [String]
  /// The rows, each with as many cells as there are columns.
  let rows: [[HTML]]
  /// The text shown instead of an empty table.
  let empty: String

  /// The section as HTML. A wide table scrolls on its own, also by keyboard, so that the page never does.
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
