import JSON
import SandboxModel
import Script

/// The control words of scripts, which stand for calls of the sandbox's tools.
enum SandboxControls {
  typealias Failure = ControlWord.Failure

  static let all = [
    ControlWord(name: "advance", usage: "advance 10m", makeCall: advance),
    ControlWord(name: "fault", usage: "fault POST /orders reset_after [times=2]", makeCall: fault),
    ControlWord(name: "pay", usage: "pay order ID [partial] [amount=5]", makeCall: pay),
    ControlWord(name: "deliver", usage: "deliver [order ID] [times=2]", makeCall: deliver),
    ControlWord(name: "reset", usage: "reset", makeCall: reset),
  ]

  // MARK: advance_clock

  private static let units: [(name: Character, seconds: Int)] = [("d", 86_400), ("h", 3600), ("m", 60), ("s", 1)]

  @Sendable private static func advance(_ words: [String]) throws(Failure) -> Step.ToolInvocation {
    if words.count == 2, words[0] == "to" { return call("advance_clock", ["to": .string(words[1])]) }
    let text = try ControlArguments.only(words, "advance 10m")
    guard let seconds = seconds(text) else {
      throw Failure(
        word: 0, message: BilingualText("`\(text)` is not a time", "`\(text)` 不是时间"),
        fix: BilingualText(
          "Write whole numbers with d, h, m or s, as in `advance 1h30m`, or `advance to 2026-11-30T12:00:00Z`.",
          "请写整数加 d、h、m 或 s，如 `advance 1h30m`，或 `advance to 2026-11-30T12:00:00Z`。"))
    }
    return call("advance_clock", ["advanceSeconds": .number(JSONNumber(seconds))])
  }

  /// Reads `1h30m`. Nil for what is no time, or longer than ten years.
  private static func seconds(_ text: String) -> Int? {
    var (total, rest) = (0, text[...])
    while !rest.isEmpty {
      let digits = rest.prefix { $0.isASCII && $0.isNumber }
      rest = rest.dropFirst(digits.count)
      guard digits.count < 10, let number = Int(digits), let name = rest.popFirst(),
        let unit = units.first(where: { $0.name == name })
      else { return nil }
      total += number * unit.seconds
    }
    return (1...315_619_200).contains(total) ? total : nil
  }

  // MARK: inject_fault

  private static let methods = ["GET", "POST", "PUT", "PATCH", "DELETE"]
  private static let faultNames = [
    "times": "count", "count": "count", "probability": "probability", "status": "status",
    "delay": "delayMilliseconds", "retryAfter": "retryAfterSeconds",
  ]

  private static let faultKinds = FaultKind.allCases.map(\.rawValue) + ["none", "empty_pool", "refill_pool"]

  @Sendable private static func fault(_ words: [String]) throws(Failure) -> Step.ToolInvocation {
    var words = ControlArguments(words, usage: "fault POST /orders reset_after times=2")
    var arguments = JSONObject()
    let method = words.take { methods.contains($0) }
    let isRoute = { (word: String) in word == "*" || word.hasPrefix("/") }
    if let method {
      arguments.append(
        "route", .string("\(method) \(try words.require("a path that begins with /", "以 / 开头的路径", isRoute))"))
    } else if let route = words.take(where: isRoute) {
      arguments.append("route", .string(route))
    }
    if let status = words.take(where: { Int($0) != nil }) {
      arguments.append("kind", "status")
      arguments.append("status", ControlArguments.value(status))
    } else {
      let list = faultKinds.joined(separator: ", ")
      let kind = try words.require("one of \(list), or a status", "\(list) 之一，或状态码") { faultKinds.contains($0) }
      arguments.append("kind", .string(kind))
    }
    try words.takePairs(into: &arguments, faultNames)
    readTime("delayMilliseconds", .milliseconds(1), &arguments)
    readTime("retryAfterSeconds", .seconds(1), &arguments)
    return call("inject_fault", arguments)
  }

  /// Turns `500ms` into a number of the argument's unit.
  private static func readTime(_ name: String, _ unit: Duration, _ arguments: inout JSONObject) {
    guard let time = arguments[name]?.string.flatMap(ScriptDuration.parse) else { return }
    arguments[name] = .number(JSONNumber(Int((time / unit).rounded(.up))))
  }

  // MARK: simulate_payment

  private static let kinds = ["exact", "partial", "over", "wrong_token", "wrong_chain", "late", "taken_back"]
  private static let paymentNames = Dictionary(
    uniqueKeysWithValues: ["kind", "amount", "currency", "chainId", "txHash", "confirmations"].map { ($0, $0) })

  @Sendable private static func pay(_ words: [String]) throws(Failure) -> Step.ToolInvocation {
    var words = ControlArguments(words, usage: "pay order ID partial")
    let names = ["order": "orderId", "deposit": "depositReference"]
    var arguments = try words.takeSubject(names)
    if let kind = words.take(where: { kinds.contains($0) }) { arguments.append("kind", .string(kind)) }
    try words.takePairs(into: &arguments, paymentNames, texts: ["amount"])
    return call("simulate_payment", arguments)
  }

  // MARK: deliver_webhook, reset_sandbox

  private static let deliveryNames = Dictionary(
    uniqueKeysWithValues: ["eventType", "times", "scheme", "url"].map { ($0, $0) })

  @Sendable private static func deliver(_ words: [String]) throws(Failure) -> Step.ToolInvocation {
    var words = ControlArguments(words, usage: "deliver order ID times=2")
    let names = ["order": "orderId", "deposit": "depositReference", "event": "eventId"]
    var arguments = words.next.map { names[$0] != nil } == true ? try words.takeSubject(names) : JSONObject()
    if words.take(where: { $0 == "reverse" }) != nil { arguments.append("order", "reverse") }
    try words.takePairs(into: &arguments, deliveryNames)
    return call("deliver_webhook", arguments)
  }

  @Sendable private static func reset(_ words: [String]) throws(Failure) -> Step.ToolInvocation {
    try ControlArguments(words, usage: "reset").requireEnd()
    return call("reset_sandbox", [:])
  }

  private static func call(_ tool: String, _ arguments: JSONObject) -> Step.ToolInvocation {
    Step.ToolInvocation(tool: tool, arguments: arguments)
  }
}
