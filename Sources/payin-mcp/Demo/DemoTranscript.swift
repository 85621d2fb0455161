import PayIn
import SandboxModel

/// What the reader of the demo sees: a line for each call, and under it what was asked and what was answered.
struct DemoTranscript {
  private static let width = 84

  func chapter(_ title: String) {
    StandardOutput.write("\n\(TerminalStyle.bold.paint(title))\n")
  }

  func step(_ name: String, _ milliseconds: Double) {
    let tenths = Int((milliseconds * 10).rounded())
    let time = TerminalStyle.dim.paint(Self.padLeft("\(tenths / 10).\(tenths % 10) ms", to: 10))
    StandardOutput.write("  \(TerminalStyle.green.paint("✓")) \(Self.pad(name, to: 56))\(time)\n")
  }

  func detail(_ label: String, _ text: String) {
    var label = label
    for line in Self.wrapped(DisplayedText.sanitize(text)) {
      StandardOutput.write("      \(TerminalStyle.dim.paint(Self.pad(label, to: 9))) \(line)\n")
      label = ""
    }
  }

  func failure(_ place: String, _ reason: String) {
    StandardOutput.write("  \(TerminalStyle.red.paint("✗")) \(place): \(DisplayedText.sanitize(reason))\n")
  }

  func end(answers: Int, _ time: Duration) {
    let hundredths = Int((time / .milliseconds(10)).rounded())
    let digits = String(100 + hundredths % 100).dropFirst()
    StandardOutput.write(
      localized(
        "\n\(answers) answers, each as it should be, in \(hundredths / 100).\(digits) s.\n",
        "\n\(answers) 个应答全部符合预期，用时 \(hundredths / 100).\(digits) 秒。\n"))
  }

  private static func wrapped(_ text: String) -> [String] {
    text.split(separator: " ").reduce(into: [""]) { lines, word in
      let last = lines[lines.count - 1]
      if last.isEmpty || last.count + word.count >= width {
        if last.isEmpty { lines[lines.count - 1] = String(word) } else { lines.append(String(word)) }
      } else {
        lines[lines.count - 1] = "\(last) \(word)"
      }
    }
  }

  /// Chinese characters take two columns of a terminal.
  private static func columns(_ text: String) -> Int {
    text.unicodeScalars.reduce(0) { $0 + ($1.value >= 0x2E80 ? 2 : 1) }
  }

  private static func pad(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - columns(text)))
  }

  private static func padLeft(_ text: String, to width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }
}
