import JSON
import PayIn

/// For summaries that stand in one language only as yet.
extension ToolAnswer {
  init(summary: String, fields: JSONObject, warnings: [Warning] = []) {
    self.init(summary: Wording(verbatim: summary), fields: fields, warnings: warnings)
  }

  init(_ record: Record, _ summary: String) {
    self.init(record, Wording(verbatim: summary))
  }

  init(_ receipt: Receipt, known: [(name: String, value: String)] = [], _ summary: (Record?) -> String) {
    self.init(receipt, known: known) { Wording(verbatim: summary($0)) }
  }
}
