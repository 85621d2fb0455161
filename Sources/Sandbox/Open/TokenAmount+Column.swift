/// What the service's `numeric(20, 6)` columns make of amounts.
extension TokenAmount {
  /// Takes up to 18 digits after the point and rounds to 6, half up.
  init(rounding text: String) throws(Problem) {
    let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, parts[1].utf8.count > Self.fractionDigits else {
      self = try TokenAmount(text)
      return
    }
    guard parts[1].utf8.count <= 18, parts[1].utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
    else { throw .notDecimal }
    let kept = try TokenAmount("\(parts[0]).\(parts[1].prefix(Self.fractionDigits))")
    let isUp = parts[1].dropFirst(Self.fractionDigits).first.map { $0 >= "5" } ?? false
    let rounded = kept + TokenAmount(millionths: isUp ? 1 : 0)
    guard rounded.millionths < 100_000_000_000_000_000_000 else { throw .tooLarge }
    self = rounded
  }

  /// With all six digits after the point: `10.000000`.
  var column: String {
    let (whole, fraction) = millionths.quotientAndRemainder(dividingBy: 1_000_000)
    let digits = String(fraction)
    return "\(whole).\(String(repeating: "0", count: Self.fractionDigits - digits.count))\(digits)"
  }
}
