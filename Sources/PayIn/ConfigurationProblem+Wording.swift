extension ConfigurationProblem: CustomStringConvertible {
  package var description: String { "\(variable) \(message). \(fix)" }

  /// Without subject and full stop: it follows the variable's name.
  package var message: String {
    switch fault {
    case .unknownVariable: "is not a setting of this program"
    case .notANumber(let unit, let least, let most): "must be a number of \(unit) from \(least) to \(most)"
    case .notABoolean: "must be 1 or 0"
    case .notOneOf(let names): "must be one of \(names.joined(separator: ", "))"
    case .notAbsolutePath: "must be the absolute path of a file"
    case .notRates: "must be off, or calls per minute for orders, deposits and queries, such as 100,50,300"
    case .notAnAmount: "must be an amount in whole tokens above 0, such as 500 or 99.50"
    case .tools(let problem): problem.message[.english]
    case .baseURL(let problem): problem.message
    case .apiKey(let problem): problem.message
    case .apiKeyMissing: "is not set, although an API to call is"
    case .webhookSecret(let problem): problem.message
    case .webhookSecretMissing: "is not set, and no secret was given"
    case .environmentMismatch(let declared, let host):
      "says \(declared.rawValue), but the host of PAYIN_BASE_URL is \(host.rawValue)"
    }
  }

  package var fix: String {
    switch fault {
    case .unknownVariable(let suggestion?): "Did you mean \(suggestion)?"
    case .unknownVariable: "Remove it or correct its name."
    case .notANumber, .notABoolean, .notOneOf, .notAbsolutePath, .notRates, .notAnAmount:
      "Correct it, or remove it for the default."
    case .tools(let problem): problem.fix[.english]
    case .baseURL: "Set it to https://testnet.payin.com/api/v1 or to your own server's https address."
    case .apiKey(let problem): problem.fix
    case .apiKeyMissing: "Set it to the key of that network, or set PAYIN_ENVIRONMENT=sandbox to use the sandbox."
    case .webhookSecret(let problem): "\(problem.fix) Then restart the server."
    case .webhookSecretMissing:
      "Give `secret` with the call, or set the variable to the secret of Settings → Webhooks and restart the server."
    case .environmentMismatch(.mainnet, _):
      "For the main network set PAYIN_BASE_URL=https://app.payin.com/api/v1 as well."
    case .environmentMismatch: "Make both name the same network."
    }
  }
}

extension BaseURL.Problem {
  fileprivate var message: String {
    switch self {
    case .notAURL: "is not a web address"
    case .notHTTPS: "must begin with https:// (http:// only for this machine)"
    case .userInfo: "must not hold a user name or password"
    case .queryOrFragment: "must not hold ? or #"
    case .path: "has a path other than /api/v1"
    case .port: "has a bad port"
    }
  }
}

extension APIKey.Problem {
  fileprivate var message: String {
    switch self {
    case .blank: "is set but blank"
    case .quoted: "has quotation marks around it"
    case .unexpanded: "holds a variable's name that was never replaced by its value"
    case .whitespace: "has a space or line break in it"
    case .bearerPrefix: "begins with Bearer"
    case .webhookSecret: "holds a webhook secret (whsec_…)"
    case .wrongPrefix: "does not begin with pk_"
    case .placeholder: "still holds the example from a guide"
    case .unusableCharacters: "has characters that no key has"
    }
  }

  fileprivate var fix: String {
    switch self {
    case .blank: "Set it to your key (pk_…), or remove it to use the sandbox."
    case .unexpanded:
      "Put the key itself into the client's configuration, or export the variable before starting the client."
    default: "Set it to the bare key as copied from Settings → API Keys: pk_ and what follows."
    }
  }
}
