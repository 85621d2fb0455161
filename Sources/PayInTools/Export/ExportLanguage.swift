/// A programming language that programs are exported in. The raw values are the tool's and the command's.
package enum ExportLanguage: String, CaseIterable, Sendable {
  /// Bash with curl and jq.
  case curl
  case typescript, python, php, go

  /// The extension of files, without its dot.
  package var fileExtension: String {
    switch self {
    case .curl: "sh"
    case .typescript: "ts"
    case .python: "py"
    case .php: "php"
    case .go: "go"
    }
  }

  /// The name as people write it.
  package var title: String {
    switch self {
    case .curl: "cURL (bash)"
    case .typescript: "TypeScript"
    case .python: "Python"
    case .php: "PHP"
    case .go: "Go"
    }
  }

  /// What begins a comment up to the end of the line.
  var commentMark: String {
    switch self {
    case .curl, .python: "#"
    case .typescript, .php, .go: "//"
    }
  }

  /// The command that runs a program.
  func command(running file: String, flow: ExportFlow) -> String {
    switch (self, flow) {
    case (.curl, .webhookHandler): "install -m 755 \(file) /usr/lib/cgi-bin/"
    case (.curl, _): "bash \(file)"
    // Node 22.18 and later read TypeScript by themselves.
    case (.typescript, _): "npx tsx \(file)"
    case (.python, _): "python3 \(file)"
    case (.php, .webhookHandler): "php -S 127.0.0.1:3000 \(file)"
    case (.php, _): "php \(file)"
    case (.go, _): "go run \(file)"
    }
  }
}
