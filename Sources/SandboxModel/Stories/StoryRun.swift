/// A story that was started, with its subject.
package struct StoryRun: Sendable {
  /// When the steps of a story are played.
  package enum Pace: String, Sendable, CaseIterable {
    /// All of them at the start, for which the sandbox's clock is moved from step to step.
    case atOnce = "at_once"
    /// Each when the sandbox's clock reaches its time.
    case clock
  }

  package let sequence: Int64
  package let id: String
  package let tenant: String
  /// The name of the story.
  package let name: String
  package let pace: Pace
  /// The reference of the order or of the depositor that the story makes.
  package let reference: String
  /// The id of the story's order; nil if it has none, or none yet.
  package let orderId: String?
  package let startedAt: Timestamp

  package init(
    sequence: Int64, id: String, tenant: String, name: String, pace: Pace, reference: String, orderId: String? = nil,
    startedAt: Timestamp
  ) {
    self.sequence = sequence
    self.id = id
    self.tenant = tenant
    self.name = name
    self.pace = pace
    self.reference = reference
    self.orderId = orderId
    self.startedAt = startedAt
  }
}

/// A step of a story that was started.
package struct StoredStep: Sendable {
  /// The position among the story's steps, from 0.
  package let number: Int
  package let dueAt: Timestamp
  package let isDone: Bool
  /// What came of the step, as JSON text; nil if it was not played.
  package let result: String?
}

extension StoryRun: Record {
  enum Column: String, CaseIterable, Sendable {
    case sequence
    case id
    case tenant
    case name
    case pace
    case reference
    case orderId = "order_id"
    case startedAt = "started_at"
  }

  static let table = Table<StoryRun>("stories", key: .id)

  init(_ row: inout RecordRow<StoryRun>) throws(DatabaseError) {
    self.init(
      sequence: try row.integer(.sequence), id: try row.text(.id), tenant: try row.text(.tenant),
      name: try row.text(.name), pace: try row.value(.pace), reference: try row.text(.reference),
      orderId: row.optionalText(.orderId), startedAt: try row.timestamp(.startedAt))
  }

  func value(of column: Column) -> SQLValue {
    switch column {
    case .sequence: .integer(sequence)
    case .id: .text(id)
    case .tenant: .text(tenant)
    case .name: .text(name)
    case .pace: .text(pace.rawValue)
    case .reference: .text(reference)
    case .orderId: SQLValue(orderId)
    case .startedAt: SQLValue(startedAt)
    }
  }
}
