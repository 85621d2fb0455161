import Formats
import JSON
package import PayIn

/// A program for production that does in a programming language what tools do in a chat. It holds no key.
package struct ExportedProgram: Sendable {
  /// The most bytes of a program: those of a tool's result.
  static let maximumBytes = 60_000

  package let fileName: String
  package let text: String
  /// The number of calls of the session that are left out because there are too many, or the program would be too long.
  let omittedCalls: Int
  /// Whether a number is written as text, because the language would lose some of its digits.
  let hasNumbersAsText: Bool
  private let flow: ExportFlow
  private let language: ExportLanguage

  /// - Parameters:
  ///   - calls: calls of the session, the oldest first. A named flow uses the values of the latest one that fits.
  ///   - earlier: the number of calls before these, which are not kept.
  package init(
    _ flow: ExportFlow, in language: ExportLanguage, for target: ExportTarget, calls: [SessionCall] = [],
    earlier: Int = 0
  ) {
    (self.flow, self.language) = (flow, language)
    var kept = calls[...]
    var text = Self.text(flow, language, target, Array(kept))
    while text.utf8.count > Self.maximumBytes, !kept.isEmpty {
      kept = kept.dropFirst(max(1, kept.count / 8))
      text = Self.text(flow, language, target, Array(kept))
    }
    self.text = text
    omittedCalls = calls.count - kept.count + (flow == .session ? earlier : 0)
    fileName = flow.fileName(in: language)
    let literal = ProgramLiteral(language)
    hasNumbersAsText = flow != .environment && kept.contains { literal.losesDigits(of: .object($0.arguments)) }
  }

  /// The command that runs it.
  package var run: String { run(savedAs: fileName) }

  /// The command that runs it when it is saved in the file of this path.
  package func run(savedAs path: String) -> String {
    // What begins with a hyphen would be an option.
    let word = ShellWord.quoted(path.hasPrefix("-") ? "./\(path)" : path)
    guard flow == .environment else { return language.command(running: word, flow: flow) }
    // Without a slash a shell looks for the file in PATH.
    return "chmod 600 \(word); set -a; . \(path.utf8.contains(UInt8(ascii: "/")) ? word : "./" + word); set +a"
  }

  private static func text(
    _ flow: ExportFlow, _ language: ExportLanguage, _ target: ExportTarget, _ calls: [SessionCall]
  ) -> String {
    let literal = ProgramLiteral(language)
    let statements = ExportedCalls(calls, in: language)
    let template = ProgramTemplate(flow, in: language, comments: target.language)
    return template.filled(includesOrders: flow != .session || statements.createOrders) { name, indentation in
      switch name {
      case "base_url": flow == .environment ? target.baseURL : literal.string(target.baseURL)
      case "host_note": target.note.rendered(in: target.language)
      case "order": literal.value(.object(latest(.createOrder, calls) ?? target.order), indentation)
      case "deposit": literal.value(.object(latest(.bindDepositAddress, calls) ?? target.deposit), indentation)
      case "link": literal.value(.object(latest(.createPaymentLink, calls) ?? target.link), indentation)
      case "calls": statements.lines.joined(separator: "\n\(indentation)")
      default: ""
      }
    }
  }

  private static func latest(_ operation: PayIn.Operation, _ calls: [SessionCall]) -> JSONObject? {
    calls.last { $0.operation == operation }?.body
  }
}

/// The API that an exported program calls, and the reader of its comments.
package struct ExportTarget: Sendable {
  let mode: Mode
  /// The address with `/api/v1`.
  let baseURL: String
  let language: Language

  /// - Parameter baseURL: the address of the API; nil for the default one of the mode.
  package init(_ mode: Mode, baseURL: BaseURL?, language: Language) {
    self.mode = mode
    self.language = language
    self.baseURL = baseURL?.api ?? (mode == .sandbox ? Self.sandbox : BaseURL.testnetAddress)
  }

  private static let sandbox = "http://127.0.0.1:\(LocalSandbox.port)/api/v1"
  private static let mainnet = "https://app.payin.com/api/v1"

  /// What a reader of the program must know of the address.
  var note: LocalizedText {
    let (testnet, mainnet) = (DisplayText(raw: BaseURL.testnetAddress), DisplayText(raw: Self.mainnet))
    return switch mode {
    case .sandbox:
      LocalizedText(
        "A sandbox on this machine. For PayIn set PAYIN_BASE_URL: \(testnet) (test), \(mainnet) (real money).",
        "本机的沙盒。使用 PayIn 时请设置 PAYIN_BASE_URL：\(testnet)（测试），\(mainnet)（真实资金）。")
    case .testnet:
      LocalizedText(
        "The test network. For real money set PAYIN_BASE_URL=\(mainnet) and a key of the main network.",
        "测试网。使用真实资金时请设置 PAYIN_BASE_URL=\(mainnet) 和主网的密钥。")
    case .mainnet:
      LocalizedText(
        "The main network: real money. For tests set PAYIN_BASE_URL=\(testnet) and a key of the test network.",
        "主网：真实资金。测试时请设置 PAYIN_BASE_URL=\(testnet) 和测试网的密钥。")
    case .custom:
      LocalizedText(
        "A PayIn API of your own. Set PAYIN_BASE_URL for another one.", "自有的 PayIn API。使用其他地址时请设置 PAYIN_BASE_URL。")
    }
  }

  // The values of a program where the session has none.

  private var chain: JSONValue { mode == .mainnet ? "polygon-mainnet" : "polygon-amoy" }

  var order: JSONObject {
    ["orderReference": "invoice-77", "amount": "25", "currency": "USDC", "chainId": chain]
  }

  var deposit: JSONObject { ["depositReference": "user-42", "protocol": "evm"] }

  var link: JSONObject {
    ["title": "Invoice 77", "amount": "2500", "currencies": [["currency": "USDC", "chainId": chain]]]
  }
}
