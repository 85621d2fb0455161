/// What all processes on one file share so that each serves the links of the others, also after a restart. A reset keeps
/// it.
package struct StoredAddress: Sendable, Equatable {
  /// The port that the embedded sandbox serves on as long as it is free; nil before it has served.
  package let port: Int?
  /// Random and known to processes on this file only. It signs the forms of pages, and is the control token unless
  /// another one is given.
  package let secret: String

  /// - Parameter secret: that of a new file.
  package init(storedIn database: Database, newSecret secret: String) throws(DatabaseError) {
    try database.execute("INSERT OR IGNORE INTO server_address (id, secret) VALUES (1, ?)", [.text(secret)])
    let stored = try database.first("SELECT port, secret FROM server_address") { row throws(DatabaseError) in
      (port: row.optionalInteger().map { Int($0) }, secret: try row.text())
    }
    (port, self.secret) = (stored?.port, stored?.secret ?? secret)
  }

  /// Keeps the port for later starts. The first of several processes decides.
  package static func keep(port: Int, in database: Database) throws(DatabaseError) {
    try database.execute("UPDATE server_address SET port = ? WHERE port IS NULL", [.integer(Int64(port))])
  }
}

extension Schema {
  /// The port and the secret of a file's links.
  static let serverAddress =
    """
    CREATE TABLE server_address (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      port INTEGER CHECK (port BETWEEN 1 AND 65535),
      secret TEXT NOT NULL
    ) STRICT;
    """
}
