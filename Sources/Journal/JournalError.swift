/// The reason why a journal cannot be opened, or a record cannot be added to it.
package enum JournalError: Error, Sendable, Equatable {
  /// The system refused the step (errno(3)).
  case system(Step, number: Int32)
  case symbolicLink
  /// The file belongs to the user with this id, and not to the one whose process this is.
  case otherOwner(user: UInt32)
  case notARegularFile
  /// Others may read or change the file. The mode is that of stat(2), its lowest nine bits.
  case widerRights(mode: UInt32)
  /// The file has content, and it is not that of a journal.
  case notAJournal
  /// The end of the file is neither a record nor the beginning of one: it was changed.
  case damaged
  /// The file was cut, moved, removed or replaced since it was opened.
  case replaced
  /// Another process has held the lock of the file for too long.
  case busy

  /// Whether a repeat may succeed although nothing was repaired.
  package var isTransient: Bool {
    switch self {
    case .busy, .system(.startThread, _): true
    default: false
    }
  }

  package enum Step: Sendable, Equatable {
    case open, read, write, sync, lock, startThread
  }
}
