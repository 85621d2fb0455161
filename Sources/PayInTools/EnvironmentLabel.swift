import JSON
import PayIn

/// Which network a result is about. Stands in every result of a write, so that nobody takes play money for real.
struct EnvironmentLabel: Sendable {
  let mode: Mode
  /// Nil as long as the sandbox has no address.
  let host: String?
  /// Who reads the result that it stands in.
  let reader: DisplayContext

  /// - Parameter secret: given with the call, and hidden from its result.
  init(_ context: ToolContext, _ client: PayInClient? = nil, hiding secret: WebhookSecret? = nil) {
    let reader = context.reader
    self.reader =
      secret.map { DisplayContext(reader.language, hiding: reader.secrets.adding(nil, $0)) } ?? reader
    mode = context.configuration.mode
    host = client?.target.baseURL.host ?? context.configuration.baseURL?.host
  }

  var json: JSONValue {
    var object: JSONObject = ["mode": .string(mode.rawValue)]
    object["host"] = host.map(JSONValue.string)
    return .object(object)
  }
}
