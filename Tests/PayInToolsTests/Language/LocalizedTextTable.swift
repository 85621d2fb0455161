import HTTP
import JSON
import MCP

@testable import PayIn
@testable import PayInTools

/// Every text for people, with values in it that both languages must show.
enum LocalizedTextTable {
  static var all: [LocalizedText] {
    get throws { try made.get() }
  }

  /// Made once for all tests of it.
  private static let made = Result {
    let several: [[LocalizedText]] = [
      errors, try warnings, findings, verdicts, problems, configuration, summaries, sandboxSummaries, instructions,
    ]
    return Array(Set(several.joined())).filter { $0 != .empty }
  }

  // MARK: Errors

  private static let operations = [
    Operation.order, .createOrder, .createPaymentLink, .unbindDepositAddress, .simulatePayment,
  ]
  private static let retries = [PayInError.Retry.safe, .after(seconds: 7), .unsafe, .never]

  static var errors: [LocalizedText] {
    PayInError.Code.all.flatMap { code in
      operations.flatMap { operation in
        retries.flatMap { retry in
          [nil, .notSent, .rejected, .done, .unknown].flatMap { outcome in
            errors(code, operation, outcome, retry)
          }
        }
      }
    }
  }

  private static func errors(
    _ code: PayInError.Code, _ operation: PayIn.Operation, _ outcome: PayInError.Outcome?, _ retry: PayInError.Retry
  ) -> [LocalizedText] {
    let upstream = PayInError.Upstream(status: 503, code: "ORDER_EXPIRED", message: "said_so")
    return [(nil, nil), (upstream, LocalizedText(verbatim: "PAYIN_MAX_AMOUNT 500"))].flatMap { upstream, detail in
      let error = PayInError(
        code, operation, outcome: outcome, retry: retry, cause: .timeout, upstream: upstream, detail: detail,
        field: "orderReference")
      return [error.message, error.fix]
    }
  }

  static var warnings: [LocalizedText] {
    get throws {
      try SourceText.warningCodes().map { code in
        Warning(
          Warning.Code(rawValue: code), fields: ["amount_1", "chainId"], detail: LocalizedText("Detail 7.", "详情 7。")
        ).message
      }
    }
  }

  static var findings: [LocalizedText] {
    let kinds: [AssetFinding.Kind] = [
      .networkMismatch(chain: .main), .networkMismatch(chain: .test), .networkUndeclared, .chainUnknown, .familyUnused,
      .tokenUnknown, .tokenUnlisted, .tokenNotOnChain, .tooManyDecimals(most: 6),
    ]
    return kinds.flatMap { kind in
      [("chainId", []), ("currencies/0/chainId", ["tron_nile", "base.7"]), ("monitoredChains", ["a_1"])].flatMap {
        field, alternatives in
        let finding = AssetFinding(kind: kind, field: field, isCertain: true, alternatives: alternatives)
        return [finding.expected, finding.given, finding.fix, finding.message]
      }
    }
  }

  static var verdicts: [LocalizedText] {
    let malformations: [WebhookSignature.Malformation] = [
      .notHexadecimal, .wrongLength, .noTimestamp, .severalTimestamps, .badTimestamp, .noCode,
    ]
    let changes: [OriginalBody.Change] = [.edges, .lineEnds, .formatting, .memberOrder]
    let faults: [WebhookVerdict.Failure] =
      [
        .emptySignature, .emptyBody, .wrongSecret, .stale(tolerance: 300), .fromTheFuture(tolerance: 300),
        .timestampInMilliseconds,
      ] + malformations.map { .malformedHeader($0) } + changes.map { .bodyReserialised($0) }
    return faults.flatMap { [$0.message, $0.fix, Summary.webhook(WebhookVerdict($0), nil)] }
  }

  // MARK: Arguments

  /// What cannot be in a schema; the schema's own words are tested by calls.
  static var problems: [LocalizedText] {
    let amounts: [Amount.ValidationError] = [.zero, .tooLarge, .tooManyDecimals, .notPlainDigits]
    return amounts.flatMap { problem in
      let problem = InvalidArguments.Problem(path: "/amount", problem)
      return [problem.expected, problem.given, problem.fix]
    } + [
      .neither, .both, .nothing, .either("orderId", "txHash"), .giveEither("orderId", "txHash"),
      .giveOne(of: "orderId", "txHash"),
    ]
  }

  static var configuration: [LocalizedText] {
    let urls: [BaseURL.ValidationError] = [.notAURL, .notHTTPS, .userInfo, .queryOrFragment, .path, .port]
    let units: [SettingError.Unit] = [.seconds, .bytes, .connections, .calls, .orders]
    let faults: [SettingError.Reason] =
      [
        .unknownVariable(suggestion: "PAYIN_API_KEY"), .unknownVariable(suggestion: nil), .notABoolean,
        .notOneOf(["en_1", "zh_2"]), .notAbsolutePath, .notRates, .notAnAmount, .apiKeyMissing, .webhookSecretMissing,
        .environmentMismatch(declared: .mainnet, host: .testnet),
        .environmentMismatch(declared: .testnet, host: .mainnet),
      ] + units.map { .notANumber(unit: $0, least: "1", most: "1000") } + urls.map { .baseURL($0) }
      + APIKey.ValidationError.allCases.map { .apiKey($0) }
      + WebhookSecret.ValidationError.allCases.map { .webhookSecret($0) }
      + defects.map { .file(path: "/etc/payin.json", $0) } + [.setTwice(firstLine: 3), .notAScalar]
    let sources: [SettingSource] = [.environment, .flag, .file(path: "/etc/payin.json", line: 7)]
    return faults.flatMap { fault in
      sources.flatMap { source in
        let problem = SettingError("PAYIN_LANG", fault, from: source)
        return [problem.text, problem.sentence, problem.fix]
      }
    } + certificates.flatMap { [$0.text, $0.fix] }
  }

  private static var certificates: [CertificateFault] {
    [.selfSigned, .expired, .notYetValid, .unknownIssuer, .wrongHost, .unusableBundle]
  }

  private static var defects: [ConfigurationFile.Defect] {
    let codes: [JSONError.Code] = [
      .unexpectedEnd, .unexpectedByte, .trailingBytes, .invalidNumber, .invalidLiteral, .invalidEscape, .loneSurrogate,
      .controlCharacter, .invalidUTF8, .tooDeep, .tooManyValues,
    ]
    return codes.map { .notJSON($0, line: 3, column: 14) } + [
      .missing, .directory, .notRegular, .tooLarge, .notAnObject, .readableByOthers(0o644), .ownedByOther,
    ]
  }

  static var instructions: [LocalizedText] {
    Mode.allCases.flatMap { mode in
      [[], Set(ToolFile.names)].map { ServerDescription.instructions(mode, listed: $0) }
    }
  }
}
