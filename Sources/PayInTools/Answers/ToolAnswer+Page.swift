import JSON
import PayIn

extension ToolAnswer {
  /// The largest size of the rows of a result as JSON, in bytes. With its other fields a result stays below 60 kB: clients
  /// cut or refuse larger ones.
  static let rowBudget = 58_000

  /// The answer to a read of a list. Rows that do not fit are left out at the end, and `pagination.next` begins with the
  /// first of them.
  init(_ result: (page: Page, warnings: [Warning]), rows name: String) {
    let (page, warnings) = result
    // Links are left out before rows are: they are not worth a second call.
    var shortened = page.rows.map { ProseLimit.shortened($0.fieldsWithLinks) }
    var fitting = Self.fitting(shortened.map { .object($0.object) })
    if fitting < shortened.count {
      shortened = page.rows.map { ProseLimit.shortened($0.fields) }
      fitting = Self.fitting(shortened.map { .object($0.object) })
    }
    let rows = shortened.map { JSONValue.object($0.object) }
    let cut: [String] = shortened.flatMap(\.cut).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    let allWarnings = warnings + ProseLimit.warnings(cut)
    self.init(
      summary: Summary.list(name, shown: fitting, of: page),
      fields: [
        name: .array(Array(rows.prefix(fitting))),
        "pagination": .object(Self.pagination(page, shown: fitting)),
      ],
      warnings: fitting < rows.count ? allWarnings + [Warning(.rowsCut)] : allWarnings)
    rowsName = name
  }

  /// The number of rows that fit into a result.
  static func fitting(_ rows: [JSONValue]) -> Int {
    var size = 0
    for (index, row) in rows.enumerated() {
      size += JSONWriter.bytes(of: row).count + 1
      if size > rowBudget { return index }
    }
    return rows.count
  }

  private static func pagination(_ page: Page, shown: Int) -> JSONObject {
    let isCut = shown < page.rows.count
    var object: JSONObject = [
      "page": .number(JSONNumber(page.position.number)),
      "limit": .number(JSONNumber(page.position.limit)),
    ]
    object["total"] = page.total.map { .number(JSONNumber($0)) }
    object["totalPages"] = page.totalPages.map { .number(JSONNumber($0)) }
    object["hasMore"] = .bool(page.hasMore || isCut)
    if isCut {
      object["next"] = next(after: page.position, shown: shown)
    } else if page.hasMore {
      object["next"] = position(page.position.number + 1, page.position.limit)
    }
    return object
  }

  /// The page that begins with the first row left out: the largest limit that divides the rows before it.
  private static func next(after position: Page.Position, shown: Int) -> JSONValue {
    let start = (position.number - 1) * position.limit + shown
    let limit = (1...max(1, shown)).last { start % $0 == 0 } ?? 1
    return self.position(start / limit + 1, limit)
  }

  private static func position(_ page: Int, _ limit: Int) -> JSONValue {
    ["page": .number(JSONNumber(page)), "limit": .number(JSONNumber(limit))]
  }
}
