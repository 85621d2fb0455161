import Glibc

/// Steps that are to be written into their files in place of what stands there.
package struct ScriptUpdate {
  package struct WriteError: Error {
    package let file: String
    /// errno(3).
    package let number: Int32
  }

  /// Each file's steps, by the line that they begin on: two scripts may include one file.
  private var steps: [String: [Int: Step]] = [:]

  package init() {}

  package mutating func add(_ updates: [Int: Step]) {
    for step in updates.values {
      let file = ScriptFile.canonicalPath(step.location.file)
      steps[file, default: [:]][step.lines.lowerBound] = steps[file]?[step.lines.lowerBound] ?? step
    }
  }

  /// Writes every file, each by a new file that takes its name: a file is the old one or the new one, never half of
  /// both.
  package func write() throws(WriteError) {
    for (file, steps) in steps.sorted(by: { $0.key < $1.key }) {
      let bytes: [UInt8]
      do {
        bytes = try ScriptFile.read(file)
      } catch {
        throw WriteError(file: file, number: errno)
      }
      try Self.replace(file, with: Self.text(bytes, with: Array(steps.values)))
    }
  }

  /// The text of a file with other steps. What no step takes stays byte for byte.
  static func text(_ bytes: [UInt8], with steps: [Step]) -> [UInt8] {
    var starts = [0]
    for (offset, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") { starts.append(offset + 1) }
    var (result, copied) = ([UInt8](), 0)
    for step in steps.sorted(by: { $0.lines.lowerBound < $1.lines.lowerBound }) {
      let (first, last) = (step.lines.lowerBound - 1, step.lines.upperBound - 1)
      guard last < starts.count else { continue }
      let margin = bytes[starts[first]...].prefix { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
      var end = last + 1 < starts.count ? starts[last + 1] - 1 : bytes.count
      let hasReturn = end > margin.endIndex && bytes[end - 1] == UInt8(ascii: "\r")
      if hasReturn { end -= 1 }
      result += bytes[copied..<margin.endIndex] + lines(of: step, margin, hasReturn ? "\r\n" : "\n")
      copied = end
    }
    return result + bytes[copied...]
  }

  private static func lines(of step: Step, _ margin: ArraySlice<UInt8>, _ lineEnd: String) -> [UInt8] {
    let indent = lineEnd + String(decoding: margin, as: UTF8.self)
    return Array(ScriptWriter.text(of: step.action).replacing("\n", with: indent).utf8)
  }

  private static func replace(_ file: String, with bytes: [UInt8]) throws(WriteError) {
    var template = Array("\(file).XXXXXX".utf8CString)
    let descriptor = mkstemp(&template)
    guard descriptor >= 0 else { throw WriteError(file: file, number: errno) }
    var status = stat()
    if stat(file, &status) == 0 { fchmod(descriptor, status.st_mode & 0o7777) }
    var number = write(bytes, to: descriptor)
    if fsync(descriptor) != 0, number == 0 { number = errno }
    close(descriptor)
    if number == 0, rename(template, file) != 0 { number = errno }
    guard number != 0 else { return }
    unlink(template)
    throw WriteError(file: file, number: number)
  }

  /// Returns the number of an error, or 0.
  private static func write(_ bytes: [UInt8], to descriptor: Int32) -> Int32 {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      guard count >= 0 || errno == EINTR else { return errno }
      rest = rest.dropFirst(max(0, count))
    }
    return 0
  }
}
