import JSON

extension ArgumentCoercion {
  /// The number of unknown names up to which they are looked at one by one. No host adds as many as that.
  static let maximumIgnored = 16

  /// Returns the arguments without the unknown ones that may be ignored, and notes each.
  mutating func leavingOutUnknown(
    _ arguments: JSONObject, _ constraints: SchemaConstraints, _ isIgnored: IgnoredName
  ) -> JSONObject {
    guard case .nothing = constraints.additionalProperties else { return arguments }
    let unknown = arguments.members.count { constraints.property($0.name) == nil }
    guard 1...Self.maximumIgnored ~= unknown else { return arguments }
    return JSONObject(
      arguments.members.filter { member in
        guard constraints.property(member.name) == nil, isIgnored(member.name, member.value) else { return true }
        at(.name(member.name)) { $0.note(.ignored) }
        return false
      })
  }
}
