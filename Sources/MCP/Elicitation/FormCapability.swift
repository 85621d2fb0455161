import JSON

/// Whether a client says that it can show forms to people.
enum FormCapability {
  /// - Parameter capabilities: of a handshake or of one request. `elicitation: {}` means forms (2025-11-25, client:
  ///   elicitation, capabilities); one that names only other modes has none.
  static func isDeclared(in capabilities: JSONValue?) -> Bool {
    guard let modes = capabilities?["elicitation"]?.object else { return false }
    return modes.isEmpty || modes["form"]?.object != nil
  }
}
