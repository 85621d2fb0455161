import PayIn

/// One line on standard error for each attempt of a call, from level `info` on: whoever made the call hears of its
/// failure anyway. No id, reference, amount or key is among what it is given.
struct CallLog: Sendable {
  let level: LogLevel

  func write(_ call: CallLogEntry) {
    guard level >= .info else { return }
    StandardError.log(Self.line(call))
  }

  /// Once at the start. Nothing is wrong with such variables, so only whoever looks for a setting is told.
  func write(ignored serviceLinks: [String]) {
    guard level >= .info, !serviceLinks.isEmpty else { return }
    StandardError.log("level=info ignored=\(serviceLinks.joined(separator: ",")) reason=service_link")
  }

  private static func line(_ call: CallLogEntry) -> String {
    let status = call.status.map(String.init) ?? "-"
    let failure = call.failure.map { " error=\($0.rawValue)" } ?? ""
    let milliseconds = Int((call.duration / .milliseconds(1)).rounded())
    return "level=info call=\"\(call.name)\" status=\(status)\(failure) "
      + "ms=\(milliseconds) attempt=\(call.attempt) id=\(call.requestID)"
  }
}
