@testable import Sandbox

extension Database {
  /// In memory, with all tables and nothing in them.
  static func make() throws -> Database {
    let database = try Database(path: ":memory:")
    try Schema.migrate(database)
    return database
  }
}
