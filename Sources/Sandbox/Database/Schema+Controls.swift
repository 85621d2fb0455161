extension Schema {
  /// The clock and the faults.
  static let controls =
    """
    CREATE TABLE clock (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      ahead_milliseconds INTEGER NOT NULL DEFAULT 0 CHECK (ahead_milliseconds >= 0),
      latest INTEGER NOT NULL DEFAULT 0
    ) STRICT;
    INSERT INTO clock (id) VALUES (1);

    CREATE TABLE faults (
      sequence INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      route TEXT NOT NULL,
      kind TEXT NOT NULL,
      status INTEGER,
      delay_milliseconds INTEGER NOT NULL DEFAULT 0,
      retry_after_seconds INTEGER,
      probability_millionths INTEGER NOT NULL,
      seed INTEGER NOT NULL,
      draws INTEGER NOT NULL DEFAULT 0,
      hits INTEGER NOT NULL DEFAULT 0,
      remaining INTEGER CHECK (remaining >= 0)
    ) STRICT;
    """
}
