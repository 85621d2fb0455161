/// What is wrong with a list of tools. A name in it is told by its place: anything may have been put there by mistake.
package enum ToolListError: Sendable, Equatable {
  /// - place: among the names of the list, from 1.
  case unknownName(place: Int, suggestion: String?)
  /// A tool or set of the embedded sandbox where it does not serve.
  case sandboxOnly(place: Int)
  /// Nothing is left.
  case empty

  var message: LocalizedText {
    switch self {
    case .unknownName(let place, _):
      LocalizedText("holds a name that is no tool or set (number \(place))", "包含不属于任何工具或工具集的名称（第 \(place) 个）")
    case .sandboxOnly(let place):
      LocalizedText(
        "asks for tools that only the embedded sandbox has (number \(place)), but a PayIn API is set",
        "要求只有内置沙箱才有的工具（第 \(place) 个），但已设置 PayIn API")
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
  package init(_ variable: ConfigurationVariable, _ errors: [ToolListError], _ language: Language) {
    self.init(
      errors: errors.map { SettingError(variable.rawValue, .tools($0)) }, language: language)
  }
}
