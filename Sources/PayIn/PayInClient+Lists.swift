extension PayInClient {
  func record(_ reply: Reply, _ shape: RecordShape) throws(PayInError) -> Record {
    guard let record = Record(reply.envelope.data, shape: shape, cleaner: cleaner) else { throw reply.unreadable }
    return record
  }

  /// A list with what the API did not keep of the request.
  func page(
    _ operation: Operation, _ conditions: [ListFilter], _ position: Page.Position, rows name: String,
    _ shape: RecordShape, by deadline: Deadline? = nil
  ) async throws(PayInError) -> (page: Page, warnings: [Warning]) {
    let query =
      conditions.flatMap(\.parameters) + [
        (name: "page", value: String(position.number)), (name: "limit", value: String(position.limit)),
      ]
    let reply = try await read(Endpoint(operation, query: query), by: deadline)
    guard
      let page = Page(reply.envelope, rowsName: name, asked: position, shape: shape, cleaner: cleaner)
    else { throw reply.unreadable }
    let ignored = conditions.filter { $0.isIgnored(in: page.rows) }.map(\.name)
    var warnings: [Warning] = []
    if !ignored.isEmpty { warnings.append(Warning(.filterIgnored, fields: ignored)) }
    if page.rows.count > position.limit { warnings.append(Warning(.limitIgnored)) }
    if page.unreadableRows > 0 { warnings.append(Warning(.rowsUnreadable)) }
    return (page, warnings)
  }
}
