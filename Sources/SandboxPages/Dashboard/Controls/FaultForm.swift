import JSON
import SandboxAPI
import SandboxModel

/// The form of a fault: what was given, and what of it cannot be used.
struct FaultForm {
  private var route = "POST /api/v1/orders"
  private var kind = FaultKind.status
  private var status = "503"
  private var count = "1"
  private var delay = ""
  /// Whether the form was submitted.
  private var isChecked = false

  init() {}

  init(_ form: PageForm) {
    route = form["route"] ?? ""
    kind = form["kind"].flatMap(FaultKind.init) ?? .status
    (status, count, delay) = (form["status"] ?? "", form["count"] ?? "", form["delay"] ?? "")
    isChecked = true
  }

  private func number(_ text: String, _ range: ClosedRange<Int>) -> Int? {
    text.utf8.allSatisfy { 0x30...0x39 ~= $0 } ? Int(text).flatMap { range.contains($0) ? $0 : nil } : nil
  }

  private var isStatusWrong: Bool {
    isChecked && kind.takesStatus && number(status, FaultDraft.statuses) == nil
  }
  /// An empty count means that the fault hits until it is removed.
  private var isCountWrong: Bool { isChecked && !count.isEmpty && number(count, FaultDraft.counts) == nil }
  private var isDelayWrong: Bool {
    isChecked && (delay.isEmpty ? kind.needsDelay : number(delay, FaultDraft.delays) == nil)
  }

  /// The fault as the API takes it; nil if a field cannot be used.
  /// - Parameter routes: those that the form offers.
  func body(routes: [String]) -> JSONObject? {
    guard route == "*" || routes.contains(route), !isStatusWrong, !isCountWrong, !isDelayWrong else { return nil }
    var body: JSONObject = ["route": .string(route), "kind": .string(kind.rawValue)]
    if kind.takesStatus, let status = Int(status) { body.append("status", .number(JSONNumber(status))) }
    // Without a count a fault hits once; with a probability alone, until it is removed.
    if let count = Int(count) {
      body.append("count", .number(JSONNumber(count)))
    } else {
      body.append("probability", .number(JSONNumber(1)))
    }
    if let delay = Int(delay) { body.append("delayMilliseconds", .number(JSONNumber(delay))) }
    return body
  }

  func html(_ view: DashboardContext) -> HTML {
    let routes = [("*", view.text(.everyRoute))] + view.context.faultRoutes.map { ($0, $0) }
    let kinds = FaultKind.allCases.map { ($0.rawValue, view.text($0.name)) }
    return view.form(
      "/controls/faults",
      """
      \(FormField(name: "route", label: .route).choice(view, routes, selected: route))\
      \(FormField(name: "kind", label: .fault).choice(view, kinds, selected: kind.rawValue))\
      \(FormField(name: "status", label: .faultStatusLabel, hint: isStatusWrong ? .faultStatusHint : nil)
        .text(view, status, kind: "numeric"))\
      \(FormField(name: "count", label: .faultCount, hint: isCountWrong ? .faultCountHint : nil)
        .text(view, count, kind: "numeric"))\
      \(FormField(name: "delay", label: .faultDelayLabel, hint: isDelayWrong ? .faultDelayHint : nil)
        .text(view, delay, kind: "numeric"))\
      <button>\(view.text(.addFault))</button>
      """, kind: "fields")
  }
}
