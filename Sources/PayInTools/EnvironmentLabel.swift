import JSON
import PayIn

/// Which network a result is about. Stands in every result of a write, so that nobody takes play money for real.
struct EnvironmentLabel: Sendable {
  let mode: Mode
  /// Nil as long as the sandbox has no address.
  let host: String?
  /// Of what stands around it.
  let language: Language

  init(_ context: ToolContext, _ client: PayInClient? = nil) {
    language = context.configuration.language
    mode = context.configuration.mode
    host = client?.target.baseURL.host ?? context.configuration.baseURL?.host
  }

  var json: JSONValue {
    var object: JSONObject = ["mode": .string(mode.rawValue)]
    object["host"] = host.map(JSONValue.string)
    return .object(object)
  }
}
