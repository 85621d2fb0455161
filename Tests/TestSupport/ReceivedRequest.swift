/// A request as its bytes arrived.
package struct ReceivedRequest: Sendable {
  /// Request line and fields, each without its line end.
  package let lines: [String]
  package let body: [UInt8]

  package var method: String { String(lines[0].prefix { $0 != " " }) }
  package var target: String { String(lines[0].split(separator: " ")[1]) }

  /// The same request for another target.
  package func with(target: String) -> ReceivedRequest {
    let line = lines[0].split(separator: " ")
    return ReceivedRequest(lines: ["\(line[0]) \(target) \(line[2])"] + lines.dropFirst(), body: body)
  }

  package func values(_ name: String) -> [String] {
    lines.dropFirst().compactMap { line in
      guard let colon = line.firstIndex(of: ":"), line[..<colon].lowercased() == name.lowercased() else { return nil }
      return String(line[line.index(after: colon)...].drop { $0 == " " })
    }
  }
}
