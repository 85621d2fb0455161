/// The difference of two texts, as diff(1) writes it with `-u`.
package enum UnifiedDifference {
  private static let context = 3

  private struct Line {
    let mark: Character
    let text: Substring
    /// The number of lines of either text before this one.
    let old: Int
    let new: Int
  }

  /// Returns the difference, empty if there is none.
  ///
  /// - Parameters:
  ///   - old: nil for a file that does not exist.
  ///   - new: nil for a file that is removed.
  package static func text(_ old: [UInt8]?, _ new: [UInt8]?, path: String) -> String {
    guard old != new else { return "" }
    let script = script(lines(old ?? []), lines(new ?? []))
    let head = "--- \(old == nil ? "/dev/null" : path)\n+++ \(new == nil ? "/dev/null" : path)\n"
    return head + hunks(of: script).map { hunk(script[$0]) }.joined()
  }

  /// Lines with their line feeds, so that one without is different.
  private static func lines(_ bytes: [UInt8]) -> [Substring] {
    var lines: [Substring] = []
    let text = String(decoding: bytes, as: UTF8.self)
    var start = text.unicodeScalars.startIndex
    while start < text.unicodeScalars.endIndex {
      let end = text.unicodeScalars[start...].firstIndex(of: "\n").map(text.unicodeScalars.index(after:))
      lines.append(text[start..<(end ?? text.endIndex)])
      start = end ?? text.endIndex
    }
    return lines
  }

  private static func script(_ old: [Substring], _ new: [Substring]) -> [Line] {
    let prefix = zip(old, new).prefix { $0 == $1 }.count
    let suffix = zip(old[prefix...].reversed(), new[prefix...].reversed()).prefix { $0 == $1 }.count
    let difference = Array(new[prefix..<(new.count - suffix)]).difference(
      from: Array(old[prefix..<(old.count - suffix)]))
    let removed = Set(difference.removals.map { prefix + offset($0) })
    let inserted = Set(difference.insertions.map { prefix + offset($0) })
    var (script, left, right): ([Line], Int, Int) = ([], 0, 0)
    while left < old.count || right < new.count {
      if removed.contains(left) {
        script.append(Line(mark: "-", text: old[left], old: left, new: right))
        left += 1
      } else if inserted.contains(right) {
        script.append(Line(mark: "+", text: new[right], old: left, new: right))
        right += 1
      } else {
        script.append(Line(mark: " ", text: old[left], old: left, new: right))
        (left, right) = (left + 1, right + 1)
      }
    }
    return script
  }

  private static func offset(_ change: CollectionDifference<Substring>.Change) -> Int {
    switch change {
    case .insert(let offset, _, _), .remove(let offset, _, _): offset
    }
  }

  /// The ranges of lines that are shown: each change with the lines around it.
  private static func hunks(of script: [Line]) -> [Range<Int>] {
    var hunks: [Range<Int>] = []
    for index in script.indices where script[index].mark != " " {
      let range = max(0, index - context)..<min(script.count, index + context + 1)
      if let last = hunks.last, last.upperBound >= range.lowerBound {
        hunks[hunks.count - 1] = last.lowerBound..<range.upperBound
      } else {
        hunks.append(range)
      }
    }
    return hunks
  }

  private static func hunk(_ lines: ArraySlice<Line>) -> String {
    guard let first = lines.first else { return "" }
    let (old, new) = (lines.count { $0.mark != "+" }, lines.count { $0.mark != "-" })
    let range = { (start: Int, count: Int) in "\(count == 0 ? start : start + 1),\(count)" }
    let head = "@@ -\(range(first.old, old)) +\(range(first.new, new)) @@\n"
    return head
      + lines.map { line in
        let end = line.text.unicodeScalars.last == "\n" ? "" : "\n\\ No newline at end of file\n"
        return "\(line.mark)\(line.text)\(end)"
      }.joined()
  }
}
