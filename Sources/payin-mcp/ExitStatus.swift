/// What a failed run ends with. Zero is success; a signal ends the process by itself.
enum ExitStatus: Int32, Error {
  case usage = 2
  case configuration = 3
  /// Standard output cannot be written.
  case output = 4
}
