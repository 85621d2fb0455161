import Foundation
import JSON
import PayIn
import TestSupport

@testable import PayInTools

/// The programs of every language, written to a folder and compiled once for all tests.
struct ExportWorkshop: Sendable {
  struct Failure: Error {
    let output: String
  }

  let folder: URL

  /// The programs that were compiled, or the reason why not.
  static let shared = Result { try ExportWorkshop() }

  /// The flows that are programs and make no calls of a session.
  static let flows: [ExportFlow] = [.orderCheckout, .depositWallet, .paymentLink, .webhookHandler, .retry]

  /// The checkout of an order whose reference has a backslash.
  static let backslash = "backslash_checkout"

  /// The values of the literals' test, as each language writes them.
  static let table = LiteralTable()

  private init() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "export-\(UUID().uuidString)")
    self.folder = folder
    let target = ExportTarget(.testnet, baseURL: nil, language: .english)
    for language in ExportLanguage.allCases {
      for flow in Self.flows {
        try write(ExportedProgram(flow, in: language, for: target).text.withoutWaiting, flow.rawValue, language)
      }
      let order = ExportedProgram(.orderCheckout, in: language, for: target, calls: [SessionExample.backslash])
      try write(order.text, Self.backslash, language)
      try write(FailingHandler.program(in: language, for: target), FailingHandler.name, language)
      let session = ExportedProgram(.session, in: language, for: target, calls: SessionExample.calls)
      try write(session.text, "session", language)
      try write(Self.table.program(in: language), "literals", language)
    }
    let settings = ExportedProgram(.environment, in: .curl, for: target).text
    try Data(settings.utf8).write(to: folder.appending(path: ".env"))
    try compile()
  }

  private func write(_ text: String, _ name: String, _ language: ExportLanguage) throws {
    // Go has a folder for each program of a module.
    let path = language == .go ? "go/\(name)/main.go" : "\(name).\(language.fileExtension)"
    let file = folder.appending(path: path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  private func compile() throws {
    if Self.canRun(.typescript) {
      let files = (Self.flows.map(\.rawValue) + ["session", "literals", Self.backslash, FailingHandler.name]).map {
        "\($0).ts"
      }
      try build("/usr/bin/esbuild", files + ["--outdir=js", "--out-extension:.js=.mjs", "--log-level=warning"], in: "")
    }
    if Self.canRun(.go) {
      try Data("module payin\n\ngo 1.19\n".utf8).write(to: folder.appending(path: "go/go.mod"))
      try build("/usr/bin/go", ["build", "-ldflags=-s -w", "-o", "bin/", "./..."], in: "go")
    }
  }

  private func build(_ program: String, _ arguments: [String], in path: String) throws {
    let environment = [
      "PATH": "/usr/bin:/bin", "HOME": folder.path, "GOPATH": folder.appending(path: "gopath").path,
      "GOCACHE": OracleFolder.root.appending(path: ".build-interop/go").path,
    ]
    let log = folder.appending(path: "build.log")
    try Data().write(to: log)
    let (input, output) = (try FileHandle(forReadingFrom: log), try FileHandle(forWritingTo: log))
    let process = try ChildProcess(
      "/usr/bin/env", ["-C", folder.appending(path: path).path, program] + arguments, environment: environment,
      streams: .init(input: input.fileDescriptor, output: output.fileDescriptor, error: output.fileDescriptor),
      limit: .seconds(180))
    guard process.block() == .status(0) else {
      throw Failure(output: String(decoding: try Data(contentsOf: log), as: UTF8.self))
    }
  }

  /// The command that runs a program; the webhook handlers but the shell's choose a port.
  func command(_ name: String, _ language: ExportLanguage) -> [String] {
    switch language {
    case .curl where name == ExportFlow.environment.rawValue:
      [
        "/bin/bash", "-c",
        "set -a; . ./.env; set +a; echo \"${PAYIN_API_KEY-none}|$PAYIN_BASE_URL|${PAYIN_WEBHOOK_SECRET-none}\"",
      ]
    case .curl: ["/bin/bash", "\(name).sh"]
    case .typescript: ["/usr/bin/env", "node", "js/\(name).mjs"]
    case .python: ["/usr/bin/env", "python3", "\(name).py"]
    case .php where name.hasSuffix("_handler"): ["/usr/bin/php", "-S", "127.0.0.1:0", "\(name).php"]
    case .php: ["/usr/bin/php", "\(name).php"]
    case .go: ["go/bin/\(name)"]
    }
  }

  /// Whether this machine can run programs of the language. One that is missing is skipped loudly, or fails where the
  /// set-up could install it.
  static func canRun(_ language: ExportLanguage) -> Bool { runnable.contains(language) }

  /// Asked once, so that each missing tool is named once.
  private static let runnable: Set<ExportLanguage> = {
    let tools: [ExportLanguage: [(path: String, package: String)]] = [
      .curl: [("/usr/bin/curl", "curl"), ("/usr/bin/jq", "jq")],
      .typescript: [("/usr/bin/node", "nodejs"), ("/usr/bin/esbuild", "esbuild")],
      .python: [], .php: [("/usr/bin/php", "php-cli php-curl")], .go: [("/usr/bin/go", "golang-go")],
    ]
    return Set(
      ExportLanguage.allCases.filter { language in
        (tools[language] ?? []).allSatisfy { TestTool.shouldUse($0.path, ofPackage: $0.package) }
      })
  }()
}

extension String {
  /// A program whose minute before a repeat passes at once. No variable can do that: a shop must not set it.
  fileprivate var withoutWaiting: String { replacing(/(?i)(minute_?seconds ?= ?)60/) { "\($0.output.1)0" } }
}
