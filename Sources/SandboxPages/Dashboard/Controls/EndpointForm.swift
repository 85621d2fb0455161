import SandboxAPI
import SandboxModel

/// The form of a webhook endpoint.
struct EndpointForm {
  private var url = ""
  private(set) var scheme: SignatureScheme?
  /// The key whose events the endpoint receives; nil for the sandbox's own.
  private(set) var key: String?
  private var isChecked = false

  init() {}

  init(_ form: PageForm) {
    url = form["url"] ?? ""
    scheme = form["scheme"].flatMap(SignatureScheme.init)
    key = form["key"]
    isChecked = true
  }

  /// The URL, if webhooks may be sent to it.
  var checkedURL: WebhookURL? { try? WebhookURL(url) }
  /// Whether the sandbox takes the key.
  var isKeyValid: Bool {
    key.map {
      $0.hasPrefix("pk_") && $0.utf8.count > 3 && !$0.hasPrefix("pk_bad")
        && $0.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
    }
      ?? true
  }

  func html(_ view: DashboardContext) -> HTML {
    let schemes = SignatureScheme.allCases.map { ($0.rawValue, view.text($0.name)) }
    let selected = scheme ?? view.store.webhooks.scheme
    let isURLWrong = isChecked && checkedURL == nil
    return view.form(
      "/controls/endpoints",
      """
      \(FormField(name: "url", label: .receiver, hint: isURLWrong ? .endpointHint : nil)
        .text(view, url, placeholder: "http://127.0.0.1:3000/hook", kind: "url"))\
      \(FormField(name: "scheme", label: .scheme).choice(view, schemes, selected: selected.rawValue))\
      \(FormField(name: "key", label: .eventsOfKey, hint: isKeyValid ? nil : .keyHint)
        .text(view, isKeyValid ? "" : key ?? "", placeholder: SandboxKeys.full))\
      <button>\(view.text(.addEndpoint))</button>
      """, kind: "fields")
  }
}

extension SignatureScheme {
  fileprivate var name: Phrase {
    switch self {
    case .hex: .schemeHex
    case .timestamped: .schemeTimestamped
    }
  }
}
