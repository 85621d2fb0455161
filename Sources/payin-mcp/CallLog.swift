import PayIn

/// Writes what happens to calls to standard error, as far as the level asks for it. No id, reference, amount or key is
/// among what it is given.
struct CallLog: Sendable {
  let level: LogLevel

  func write(_ event: CallEvent) {
    guard level >= event.level else { return }
    StandardError.log(event.line)
  }

  /// Writes once at the start which variables were left alone. Nothing is wrong with them, so only `info` shows them.
  func write(ignored serviceLinks: [String]) {
    guard level >= .info, !serviceLinks.isEmpty else { return }
    StandardError.log("level=info ignored=\(serviceLinks.joined(separator: ",")) reason=service_link")
  }
}
