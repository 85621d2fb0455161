import SandboxModel
import Synchronization

/// Detects changes that no request of this process has made: by other processes on the file, and by time.
struct ExternalChanges: Sendable {
  private var version: Int64?
  private var time: Timestamp?

  /// Whether something has changed since the last call. The first call says no.
  mutating func check(_ store: SandboxStore, now: Timestamp) throws -> Bool {
    let newVersion = try store.database.dataVersion()
    defer { (version, time) = (newVersion, now) }
    guard let version, let time else { return false }
    return try version != newVersion || store.orders.hasDeadline(after: time, through: now)
  }
}

extension SandboxService {
  /// Publishes a change if another process, or time, has made one. Must be called on the thread of the database, about
  /// once a second while a page watches.
  package func publishExternalChanges() {
    let hasChanged = try? transact(.reading) { context in
      try externalChanges.withLock { try $0.check(context.store, now: context.now) }
    }
    if hasChanged == true { settings.changes.publish(.records) }
  }
}
