import PayIn

/// One line on standard error for each attempt of a call. No id, reference, amount or key is among what it is given.
struct CallLog: Sendable {
  let level: LogLevel

  func write(_ call: CallRecord) {
    let importance: LogLevel = call.isFailureOfTheAPI ? .warning : .info
    guard importance <= level else { return }
    StandardError.log(Self.line(call, importance))
  }

  private static func line(_ call: CallRecord, _ importance: LogLevel) -> String {
    let status = call.status.map(String.init) ?? "-"
    let failure = call.failure.map { " error=\($0.rawValue)" } ?? ""
    let milliseconds = Int((call.duration / .milliseconds(1)).rounded())
    return "level=\(importance.rawValue) call=\"\(call.name)\" status=\(status)\(failure) "
      + "ms=\(milliseconds) attempt=\(call.attempt) id=\(call.requestID)"
  }
}
