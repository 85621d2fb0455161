import HTTP

/// Who may see the dashboard: whoever once showed the control token. It is in the address only until it is answered
/// with a cookie.
struct DashboardAccess {
  private static let purpose = "dashboard"

  let call: Call

  /// The browser's proof that it has shown the token.
  var isGranted: Bool {
    call.pageToken.isValid(cookie, Self.purpose)
  }

  /// What makes the browser remember; nil if the token is wrong.
  func grant(_ controlToken: String) -> String? {
    guard PageToken.areEqual(controlToken, call.settings.controlToken) else { return nil }
    return "\(name)=\(call.pageToken.make(Self.purpose)); Path=/; HttpOnly; SameSite=Strict"
  }

  private var cookie: String? {
    let pairs = call.request.headers["Cookie"]?.split(separator: ";").map { $0.drop { $0 == " " } } ?? []
    return pairs.first { $0.hasPrefix(name + "=") }.map { String($0.dropFirst(name.count + 1)) }
  }

  /// Cookies are shared by all ports of a host, hence the port.
  private var name: String {
    "payin-sandbox-\(call.request.root.split(separator: ":").last ?? "")"
  }
}
