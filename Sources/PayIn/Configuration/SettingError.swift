/// An error of one setting. It never contains the value, because a key is easily put under the wrong name.
package struct SettingError: Error, Sendable, Equatable {
  package enum Reason: Sendable, Equatable {
    case unknownVariable(suggestion: String?)
    /// A member of the configuration file that an earlier one of the same name contradicts.
    case setTwice(firstLine: Int)
    /// A member of the configuration file that is null, an array or an object.
    case notAScalar
    /// The configuration file at this path cannot be used.
    case file(path: String, ConfigurationFile.Defect)
    /// What another part of the program, which uses the value, says of it.
    ///
    /// - Parameter fix: a sentence that says what to do; nil if the value is to be corrected or removed.
    case unusable(LocalizedText, fix: LocalizedText? = nil)
    case notANumber(unit: Unit, least: String, most: String)
    case notABoolean
    case notOneOf([String])
    case notAbsolutePath
    case path(PathSetting.ValidationError)
    case notRates
    case notAnAmount
    case baseURL(BaseURL.ValidationError)
    case apiKey(APIKey.ValidationError)
    case tools(ToolListError)
    /// An API is set but no key for it.
    case apiKeyMissing
    case webhookSecret(WebhookSecret.ValidationError)
    case webhookSecretMissing
    /// `PAYIN_ENVIRONMENT` and the host belong to different networks.
    case environmentMismatch(declared: Mode, host: Mode)
  }

  /// The unit of a setting that is a number.
  package enum Unit: String, Sendable {
    case seconds, bytes, connections, calls, orders
  }

  /// The name of the variable, also where a flag or a file set it; or the name as it was written if it is no setting's.
  package let variable: String
  package let reason: Reason
  /// The place that the value came from.
  package let source: SettingSource

  package init(_ variable: String, _ reason: Reason, from source: SettingSource = .environment) {
    self.variable = variable
    self.reason = reason
    self.source = source
  }
}

/// All errors of settings that keep the program from starting.
package struct ConfigurationError: Error, Equatable {
  /// The errors of all settings; at least one.
  package let errors: [SettingError]
  /// The language of the messages, as far as the settings show it.
  package let language: Language

  package init(errors: [SettingError], language: Language) {
    self.errors = errors
    self.language = language
  }
}

extension SettingError {
  /// The sentence and the fix.
  package var text: LocalizedText { .sentences(sentence, fix) }

  /// A sentence that begins with the setting as its source spells it, and says what is wrong.
  package var sentence: LocalizedText {
    let setting = spelling
    return LocalizedText("\(setting[.english]) \(message[.english]).", "\(setting[.chinese]) \(message[.chinese])。")
  }

  /// The setting as its source spells it; for a file that is unusable as a whole, its path with what named it.
  package var spelling: LocalizedText {
    switch reason {
    case .unknownVariable: return source.spelling(of: variable, isAsWritten: true)
    case .file(let path, _):
      let shown = ConfigurationFile.shown(path)
      guard source != .standard else { return LocalizedText("\(shown)", "\(shown)") }
      let setting = source.spelling(of: variable)
      return LocalizedText("\(shown) (\(setting[.english]))", "\(setting[.chinese]) 指定的 \(shown)")
    default: return source.spelling(of: variable)
    }
  }

  /// The error as a predicate that follows the variable's name, without a full stop.
  private var message: LocalizedText {
    switch reason {
    case .tools(let error): error.message
    case .unknownVariable: LocalizedText("is not a setting of this program", "不是本程序的设置项")
    case .setTwice(let line): LocalizedText("is set already in line \(line)", "已在第 \(line) 行设置")
    case .notAScalar: LocalizedText("must be a text, a number, true or false", "必须是文本、数字、true 或 false")
    case .file(_, let defect): defect.message
    case .unusable(let message, _): message
    case .notANumber(let unit, let least, let most):
      LocalizedText(
        "must be a number of \(unit.rawValue) from \(least) to \(most)",
        "必须是 \(least) 到 \(most) 之间的数字，以\(unit.inChinese)为单位")
    // As the help of the setting has it. Both are read.
    case .notABoolean where ConfigurationVariable(rawValue: variable)?.row.standard == "on":
      LocalizedText("must be on or off", "必须是 on 或 off")
    case .notABoolean: LocalizedText("must be 1 or 0", "必须是 1 或 0")
    case .notOneOf(let names):
      LocalizedText("must be one of \(names.joined(separator: ", "))", "必须是 \(names.joined(separator: "、")) 之一")
    case .notAbsolutePath: LocalizedText("must be the absolute path of a file", "必须是文件的绝对路径")
    case .path(let error): error.message
    case .notRates:
      LocalizedText(
        "must be off, or calls per minute for orders, deposits and queries, such as 100,50,300",
        "必须是 off，或订单、充值和查询每分钟的调用次数，例如 100,50,300")
    case .notAnAmount:
      LocalizedText(
        "must be an amount in whole tokens above 0, such as 500 or 99.50", "必须是大于 0 的代币数量，例如 500 或 99.50")
    case .baseURL(let error): error.message
    case .apiKey(let error): error.message
    case .apiKeyMissing: LocalizedText("is not set, although an API to call is", "未设置，但已指定要调用的 API")
    case .webhookSecret(let error): error.message
    case .webhookSecretMissing: LocalizedText("is not set, and no secret was given", "未设置，调用中也未提供密钥")
    case .environmentMismatch(let declared, let host):
      LocalizedText(
        "says \(declared.rawValue), but the host of PAYIN_BASE_URL is \(host.rawValue)",
        "为 \(declared.rawValue)，但 PAYIN_BASE_URL 的主机属于 \(host.rawValue)")
    }
  }

  package var fix: LocalizedText {
    switch reason {
    case .unknownVariable(let suggestion?): LocalizedText("Did you mean \(suggestion)?", "是否想用 \(suggestion)？")
    case .unknownVariable: LocalizedText("Remove it or correct its name.", "请移除它或更正其名称。")
    case .setTwice: LocalizedText("Remove one of them.", "请移除其中一个。")
    case .file(let path, let defect): defect.fix(path)
    case .unusable(_, let fix?): fix
    case .notANumber, .notABoolean, .notOneOf, .notAbsolutePath, .notRates, .notAnAmount, .notAScalar, .unusable:
      ConfigurationVariable(rawValue: variable)?.isSafeguard == true
        ? LocalizedText("Correct it; without it the server is less strict.", "请更正；若移除，服务器的限制会更宽松。")
        : LocalizedText("Correct it, or remove it for the default.", "请更正，或移除以使用默认值。")
    case .tools(let error): error.fix
    case .path(let error): error.fix
    case .baseURL:
      LocalizedText(
        "Set it to https://testnet.payin.com/api/v1 or to your own server's https address.",
        "请设为 https://testnet.payin.com/api/v1 或自有服务器的 https 地址。")
    case .apiKey(let error): error.fix
    case .apiKeyMissing:
      LocalizedText(
        "Set it to the key of that network, or set PAYIN_ENVIRONMENT=sandbox to use the sandbox.",
        "请设为该网络的密钥，或设置 PAYIN_ENVIRONMENT=sandbox 以使用沙盒。")
    case .webhookSecret(let error):
      .sentences(error.fix, LocalizedText("Then restart the server.", "然后重启服务器。"))
    case .webhookSecretMissing:
      LocalizedText(
        "Give `secret` with the call, or set the variable to the secret of Settings → Webhooks and restart the server.",
        "请在调用中提供 `secret`，或将该变量设为 设置 → Webhooks 中的密钥并重启服务器。")
    case .environmentMismatch(.mainnet, _):
      LocalizedText(
        "For the main network set PAYIN_BASE_URL=https://app.payin.com/api/v1 as well.",
        "若要使用主网，请同时设置 PAYIN_BASE_URL=https://app.payin.com/api/v1。")
    case .environmentMismatch: LocalizedText("Make both name the same network.", "请让两者指向同一网络。")
    }
  }
}

extension SettingError.Unit {
  fileprivate var inChinese: String {
    switch self {
    case .seconds: "秒"
    case .bytes: "字节"
    case .connections: "连接数"
    case .calls: "调用数"
    case .orders: "订单数"
    }
  }
}

extension BaseURL.ValidationError {
  fileprivate var message: LocalizedText {
    switch self {
    case .notAURL: LocalizedText("is not a web address", "不是网址")
    case .notHTTPS:
      LocalizedText(
        "must begin with https:// (http:// only for this machine)", "必须以 https:// 开头（http:// 仅限本机）")
    case .userInfo: LocalizedText("must not hold a user name or password", "不得包含用户名或密码")
    case .queryOrFragment: LocalizedText("must not hold ? or #", "不得包含 ? 或 #")
    case .path: LocalizedText("has a path other than /api/v1", "的路径不是 /api/v1")
    case .port: LocalizedText("has a bad port", "的端口无效")
    }
  }
}

extension APIKey.ValidationError {
  fileprivate var message: LocalizedText {
    switch self {
    case .blank: LocalizedText("is set but blank", "已设置但为空")
    case .quoted: LocalizedText("has quotation marks around it", "带有引号")
    case .unexpanded:
      LocalizedText("holds a variable's name that was never replaced by its value", "含有未被替换为实际值的变量名")
    case .whitespace: LocalizedText("has a space or line break in it", "含有空格或换行")
    case .bearerPrefix: LocalizedText("begins with Bearer", "以 Bearer 开头")
    case .webhookSecret: LocalizedText("holds a webhook secret (whsec_…)", "填入了 webhook 密钥（whsec_…）")
    case .wrongPrefix: LocalizedText("does not begin with pk_", "不以 pk_ 开头")
    case .placeholder: LocalizedText("still holds the example from a guide", "仍是指南中的示例")
    case .unusableCharacters: LocalizedText("has characters that no key has", "含有密钥中不会出现的字符")
    }
  }

  fileprivate var fix: LocalizedText {
    switch self {
    case .blank:
      LocalizedText(
        "Set it to your key (pk_…), or remove it to use the sandbox.", "请设为你的密钥（pk_…），或移除它以使用沙盒。")
    case .unexpanded:
      LocalizedText(
        "Put the key itself into the client's configuration, or export the variable before starting the client.",
        "请将密钥本身写入客户端的配置，或在启动客户端之前导出该变量。")
    default:
      LocalizedText(
        "Set it to the bare key as copied from Settings → API Keys: pk_ and what follows.",
        "请设为从 设置 → API 密钥 复制的密钥本身：pk_ 及其后的内容。")
    }
  }
}

/// An error of a list of tools. It gives a name's place and not the name, which may be a secret by mistake.
package enum ToolListError: Sendable, Equatable {
  /// The place counts the names of the list from 1.
  case unknownName(place: Int, suggestion: String?)
  /// The name belongs to the embedded sandbox, which is not in use.
  case sandboxOnly(place: Int)
  /// The list leaves no tool.
  case empty

  var message: LocalizedText {
    switch self {
    case .unknownName(let place, _):
      LocalizedText("holds a name that is not a tool or set (number \(place))", "包含不属于任何工具或工具集的名称（第 \(place) 个）")
    case .sandboxOnly(let place):
      LocalizedText(
        "asks for tools that only the embedded sandbox has (number \(place)), but a PayIn API is set",
        "要求只有内置沙盒才有的工具（第 \(place) 个），但已设置 PayIn API")
    case .empty: LocalizedText("leaves no tool", "没有留下任何工具")
    }
  }

  var fix: LocalizedText {
    switch self {
    case .unknownName(_, let suggestion?): LocalizedText("Did you mean \(suggestion)?", "是否想写 \(suggestion)？")
    case .unknownName:
      LocalizedText(
        "Use all, default, orders, deposits, payment_links, webhooks, account, docs, sandbox or names of tools.",
        "请使用 all、default、orders、deposits、payment_links、webhooks、account、docs、sandbox 或工具名称。")
    case .sandboxOnly:
      LocalizedText("Remove it, or set PAYIN_ENVIRONMENT=sandbox.", "请移除该名称，或设置 PAYIN_ENVIRONMENT=sandbox。")
    case .empty:
      LocalizedText(
        "Remove it for the default list; PAYIN_READ_ONLY takes away every tool that changes something.",
        "移除它即使用默认列表；PAYIN_READ_ONLY 会去掉所有会做更改的工具。")
    }
  }
}

extension ConfigurationError {
  package init(
    _ variable: ConfigurationVariable, _ errors: [ToolListError], from source: SettingSource, _ language: Language
  ) {
    self.init(
      errors: errors.map { SettingError(variable.rawValue, .tools($0), from: source) }, language: language)
  }
}
