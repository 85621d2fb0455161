extension PayInClient {
  func resource(_ reply: Reply, _ schema: ResourceSchema) throws(PayInError) -> APIResource {
    guard let resource = APIResource(reply.envelope.data, schema: schema) else { throw reply.unreadable }
    return resource
  }

  /// A list with what the API did not keep of the request.
  func page(
    _ operation: Operation, _ conditions: [ListFilter], _ position: Page.Position, rows name: String,
    _ schema: ResourceSchema, by deadline: Deadline? = nil
  ) async throws(PayInError) -> (page: Page, warnings: [Warning]) {
    let isPattern = account.dialect == .published
    let reply = try await rows(operation, conditions, position, arePatterns: isPattern, by: deadline)
    // The first answer may show that this API takes a search for a pattern, and so has misread it.
    if !isPattern, account.dialect == .published, conditions.contains(where: \.isMisread) {
      let again = try await rows(operation, conditions, position, arePatterns: true, by: deadline)
      return try page(again, conditions, position, rows: name, schema)
    }
    return try page(reply, conditions, position, rows: name, schema)
  }

  /// - Parameter arePatterns: whether the API's search is a pattern, in which special characters are escaped.
  func rows(
    _ operation: Operation, _ conditions: [ListFilter], _ position: Page.Position, arePatterns: Bool,
    by deadline: Deadline?
  ) async throws(PayInError) -> Reply {
    var query = conditions.flatMap { $0.parameters(arePatterns: arePatterns) }
    query += [(name: "page", value: String(position.number)), (name: "limit", value: String(position.limit))]
    return try await read(Endpoint(operation, query: query), by: deadline)
  }

  func page(
    _ reply: Reply, _ conditions: [ListFilter], _ position: Page.Position, rows name: String, _ schema: ResourceSchema
  ) throws(PayInError) -> (page: Page, warnings: [Warning]) {
    guard let page = Page(reply.envelope, rowsName: name, asked: position, schema: schema) else {
      throw reply.unreadable
    }
    let ignored = conditions.filter { $0.isIgnored(in: page.rows) }.map(\.name)
    var warnings: [Warning] = []
    if !ignored.isEmpty { warnings.append(Warning(.filterIgnored, fields: ignored)) }
    if page.rows.count > position.limit { warnings.append(Warning(.limitIgnored)) }
    if page.unreadableRows > 0 { warnings.append(Warning(.rowsUnreadable)) }
    return (page, warnings)
  }
}
