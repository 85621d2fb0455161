import PayIn

/// Logs the events of calls to standard error, from the configured level on. They hold no id, reference, amount or key.
struct CallLog: Sendable {
  let level: LogLevel

  func write(_ event: CallEvent) {
    guard level >= event.level else { return }
    StandardError.log(event.line)
  }

  /// Logs once at the start which variables were ignored. They are no mistake, so only `info` shows them.
  func write(ignored serviceLinks: [String]) {
    guard level >= .info, !serviceLinks.isEmpty else { return }
    StandardError.log("level=info ignored=\(serviceLinks.joined(separator: ",")) reason=service_link")
  }
}
