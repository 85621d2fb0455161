import JSON
import MCP

/// The parts of a result from which its reader decides what to do next.
struct Verdict: Hashable, CustomStringConvertible, Sendable {
  /// `ok`, or the code of the failure.
  let code: String
  /// The retry with its seconds; `-` for a success.
  let retry: String
  /// The outcome of a write; `-` for a read.
  let outcome: String

  var description: String { "\(code) · \(retry) · \(outcome)" }

  init(_ code: String, retry: String = "-", outcome: String = "-") {
    (self.code, self.retry, self.outcome) = (code, retry, outcome)
  }

  init(_ result: ToolResult) {
    let object = result.object
    outcome = object["outcome"]?.string ?? "-"
    guard result.isError else {
      (code, retry) = ("ok", "-")
      return
    }
    code = object["code"]?.string ?? "none"
    let seconds = object["retryAfterSeconds"]?.number.map { " \($0.literal)" } ?? ""
    retry = (object["retry"]?.string ?? "none") + seconds
  }

  /// What it must be. Follows from the design alone: from what the tool does and from what went wrong.
  static func expected(of probe: Probe, after fault: Fault) -> Verdict {
    switch probe.kind {
    case .local, .status, .assets: Verdict("ok")
    case .read: fault.effect == .readable ? Verdict("ok") : Verdict(fault.code, retry: retry(fault.code, fault))
    default: expected(ofWrite: probe, after: fault)
    }
  }

  /// Another argument can succeed at once.
  private static func retry(_ code: String, _ fault: Fault) -> String {
    ["conflict", "rejected", "not_found", "reply_too_large"].contains(code) ? "after_change" : fault.retry
  }

  private static func expected(ofWrite probe: Probe, after fault: Fault) -> Verdict {
    if probe.kind == .createOrder, let code = fault.lookUpCode {
      return Verdict(code, retry: "never", outcome: "not_sent")
    }
    let write = probe.kind
    switch fault.effect {
    case .readable: return Verdict("ok", outcome: probe.outcome)
    case .unreached: return Verdict(fault.code, retry: fault.retry, outcome: "not_sent")
    case .refused:
      return Verdict(fault.writeCode, retry: retry(fault.writeCode, fault), outcome: "rejected")
    case .uncertain(let tookEffect):
      if tookEffect, ![.simulate, .reset, .preview, .changePrices].contains(write) {
        return Verdict("ok", outcome: "reconciled")
      }
      // Until a minute has passed a lost order could come to light after it was made again.
      if write == .createOrder { return Verdict("outcome_unknown", retry: "after 60", outcome: "unknown") }
      let isDangerous = [.createLink, .simulate].contains(write)
      return Verdict("outcome_unknown", retry: isDangerous ? "unsafe" : "safe", outcome: "unknown")
    }
  }
}
