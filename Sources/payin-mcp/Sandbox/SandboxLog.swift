import Glibc
import SandboxAPI
import SandboxModel

/// The lines of `payin-mcp sandbox` about its requests and deliveries. They hold no key, secret or token. If standard
/// error does not keep up, lines are left out: a log must not hold up a request.
enum SandboxLog {
  static let observer: SandboxObserver = { activity in
    StandardError.log("\(LogTime.now) \(line(activity))")
  }

  private static func line(_ activity: SandboxActivity) -> String {
    switch activity {
    case .request(let request): line(request)
    case .delivery(let delivery): line(delivery)
    }
  }

  private static func line(_ request: AnsweredRequest) -> String {
    let status = request.status.map(String.init) ?? localized("no-reply", "无应答")
    let fault = request.fault.map { localized(", fault \($0)", "，故障 \($0)") } ?? ""
    return "\(request.method) \(request.target) \(status) \(request.milliseconds) ms\(fault)"
  }

  private static func line(_ delivery: AttemptedDelivery) -> String {
    let number = localized("attempt \(delivery.number)", "第 \(delivery.number) 次")
    let subject = "webhook \(delivery.event.rawValue) \(delivery.eventId) → \(delivery.url)"
    return "\(subject), \(number): \(result(delivery.attempt)), \(delivery.attempt.milliseconds) ms\(next(delivery))"
  }

  private static func result(_ attempt: DeliveryAttempt) -> String {
    switch attempt.outcome {
    case .delivered: localized("delivered", "已送达") + (attempt.status.map { ", HTTP \($0)" } ?? "")
    case .failed: localized("failed", "失败") + ", \(attempt.problem ?? "")"
    case .refused: localized("refused", "被拒绝") + ", \(attempt.problem ?? "")"
    }
  }

  private static func next(_ delivery: AttemptedDelivery) -> String {
    delivery.secondsToNext.map { localized(", again in \($0) s", "，\($0) 秒后重试") } ?? ""
  }
}

/// The time of a line in a log, by the machine's clock and time zone.
enum LogTime {
  /// `14:03:22.104`
  static var now: String {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    var parts = tm()
    localtime_r(&time.tv_sec, &parts)
    let milliseconds = String(1000 + time.tv_nsec / 1_000_000).dropFirst()
    return "\(digits(parts.tm_hour)):\(digits(parts.tm_min)):\(digits(parts.tm_sec)).\(milliseconds)"
  }

  private static func digits(_ number: Int32) -> Substring {
    String(100 + number).dropFirst()
  }
}
