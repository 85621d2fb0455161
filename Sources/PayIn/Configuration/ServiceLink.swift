/// Variables that describe a Kubernetes service and are no settings.
///
/// Kubernetes puts them into every container of a namespace that has a Service whose name begins with `payin`, as it
/// must for containers that were made for Docker's links (Kubernetes documentation, "Accessing the Service",
/// environment variables).
enum ServiceLink {
  static func isOne(_ name: String, _ value: String) -> Bool {
    guard name.hasPrefix("PAYIN_"), ConfigurationVariable(rawValue: name) == nil else { return false }
    return isLike(name, value)
  }

  /// Stands alone because the types of the patterns are made at each call, which took a seventieth of the time until the
  /// first answer, and few environments have such a name.
  @inline(never)
  private static func isLike(_ name: String, _ value: String) -> Bool {
    if name.wholeMatch(of: #/PAYIN(_[A-Z0-9_]+)?_(SERVICE_HOST|SERVICE_PORT(_[A-Z0-9_]+)?)/#) != nil
      || name.wholeMatch(of: #/PAYIN(_[A-Z0-9_]+)?_PORT_[0-9]+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?/#) != nil
    {
      return true
    }
    return name.wholeMatch(of: #/PAYIN(_[A-Z0-9_]+)?_PORT/#) != nil && isAddress(value)
  }

  /// Whether the value is an address such as `tcp://10.0.0.11:80`. `PAYIN_PORT=8484` is meant as a setting, so it is an
  /// error.
  private static func isAddress(_ value: String) -> Bool {
    ["tcp://", "udp://", "sctp://"].contains { value.hasPrefix($0) }
  }
}
