extension PayInError {
  /// A sentence that says what to do next.
  package var fix: LocalizedText {
    switch self.code {
    case .outcomeUnknown: unknownFix
    case .invalidArguments: LocalizedText("Correct the argument and call again.", "请更正该参数后重新调用。")
    case .notConfigured:
      LocalizedText("Set PAYIN_API_KEY for the server and restart it.", "请为服务器设置 PAYIN_API_KEY 并重启。")
    case .writesNotAllowed:
      LocalizedText(
        "The operator must set PAYIN_ENVIRONMENT=mainnet and PAYIN_ALLOW_MAINNET_WRITES=1 to allow it.",
        "须由运营者设置 PAYIN_ENVIRONMENT=mainnet 和 PAYIN_ALLOW_MAINNET_WRITES=1 予以允许。")
    case .sandboxUnavailable where isOfSeparateSandbox: SandboxProof.Failure.fix
    case .sandboxUnavailable:
      LocalizedText(
        "Remove the obstacle and call again, or restart the server with --sandbox-db and the path of a file that can be written, or :memory:.",
        "请排除障碍后重新调用，或用 --sandbox-db 指定一个可写文件的路径或 :memory: 并重启服务器。")
    case .journalFailed where self.retry == .safe:
      LocalizedText("Call again in a few seconds.", "请几秒后重新调用。")
    case .journalFailed:
      LocalizedText(
        "The operator must repair the file that PAYIN_JOURNAL names, or make room for it; then call again.",
        "须由运营者修复 PAYIN_JOURNAL 所指的文件或为其腾出空间，然后重新调用。")
    case .unauthorized:
      LocalizedText(
        "Check that PAYIN_API_KEY is active and belongs to this network: testnet and mainnet keys differ.",
        "请检查 PAYIN_API_KEY 是否处于活动状态且属于此网络：测试网和主网的密钥不同。")
    case .forbidden:
      LocalizedText(
        "Give the API key this permission in the PayIn dashboard, or use another key.",
        "请在 PayIn 管理后台为该 API 密钥授予此权限，或改用其他密钥。")
    case .ambiguous:
      LocalizedText("Ask which one is meant, and give its id instead.", "请询问指的是哪一个，并改为提供其 ID。")
    case .lookupIncomplete where !isOfLookUp:
      LocalizedText("Give the order's id instead.", "请改为提供订单的 ID。")
    case .notFound where self.heldUntil != nil:
      LocalizedText(
        "Ask again after that, and use no other reference before: the order may still appear.",
        "请在此之后再次查询，此前不要改用其他引用：订单仍可能出现。")
    case .notFound where isOfLookUp, .rejected where isOfLookUp:
      LocalizedText(
        "What the API refused was the look-up of the reference. Check that PAYIN_BASE_URL points to the PayIn API.",
        "API 拒绝的是对该引用的查找。请检查 PAYIN_BASE_URL 是否指向 PayIn API。")
    case .notFound where self.field == "orderReference":
      LocalizedText(
        "It must be the whole reference: list the orders with a part of it to find it.",
        "必须是完整的引用：可用其中一部分列出订单来查找。")
    case .notFound:
      LocalizedText(
        "Check the id or reference; list the resources to find it.", "请检查 ID 或引用；可列出资源来查找。")
    case .endpointMissing where self.operation.isOptional:
      LocalizedText(
        "Do not use it: not every version of PayIn has this. The documented calls work all the same.",
        "请不要使用它：并非每个版本的 PayIn 都有此功能，文档中的调用不受影响。")
    case .endpointMissing:
      LocalizedText(
        "Check that PAYIN_BASE_URL points to the PayIn API, for example https://testnet.payin.com/api/v1.",
        "请检查 PAYIN_BASE_URL 是否指向 PayIn API，例如 https://testnet.payin.com/api/v1。")
    case .conflict where self.upstream == nil:
      LocalizedText(
        "Use the existing order, or a new orderReference for a new purchase.",
        "请使用已有订单；若是新的交易，请换用新的 orderReference。")
    case .addressUnusable: addressFix
    case .limitExceeded: LocalizedText("Only the operator can raise the limit.", "只有运营者可以提高限额。")
    case .lookupIncomplete:
      LocalizedText(
        "Look for the order in the PayIn dashboard: a new reference for the same purchase could make a second one. The operator can switch the check off with PAYIN_DUPLICATE_CHECK=off.",
        "请在 PayIn 管理后台查找该订单：为同一笔交易换用新的引用可能会产生第二个订单。运营者可用 PAYIN_DUPLICATE_CHECK=off 关闭此检查。")
    case .conflict where self.operation == .publishPaymentLink:
      LocalizedText(
        "Read the link with get_payment_link. An archived one must be restored first, with restore_payment_link, which PAYIN_TOOLS can turn on.",
        "请用 get_payment_link 查看该支付链接。若已归档，须先用 restore_payment_link 恢复（可用 PAYIN_TOOLS 启用）。")
    case .conflict where self.operation == .reorganise:
      LocalizedText(
        "Read the order or the deposits: only a payment of its own that is not yet final can be taken back.",
        "请查看该订单或充值：只能撤回属于它且尚未终结的付款。")
    case .conflict where self.operation == .simulatePayment:
      LocalizedText(
        "Leave txHash out for a new payment, or name the order or user that the transaction paid.",
        "若是新的付款，请省略 txHash；否则请指定该交易所付的订单或用户。")
    case .conflict:
      LocalizedText(
        "Look the existing resource up by its reference; use a new reference only for a new purchase.",
        "请按引用查询已有资源；仅在新的交易中使用新的引用。")
    case .addressPoolEmpty:
      LocalizedText(
        "Import addresses into the pool in the PayIn dashboard, or wait until used ones are free again.",
        "请在 PayIn 管理后台向地址池导入地址，或等待占用的地址释放。")
    case .rejected: LocalizedText("Correct what the API names, then call again.", "请更正 API 指出的问题后重新调用。")
    case .shuttingDown where self.outcome == .unknown, .cancelled where self.outcome == .unknown: unknownFix
    default: connectionFix
    }
  }

  /// The fix where nothing is wrong with the request itself.
  private var connectionFix: LocalizedText {
    switch self.code {
    case .redirected:
      LocalizedText(
        "Set PAYIN_BASE_URL to the final address: redirects are not followed with a key.",
        "请将 PAYIN_BASE_URL 设为最终地址：携带密钥时不跟随重定向。")
    case .rateLimited:
      LocalizedText("Wait \(delay[.english]), then call again.", "请等待 \(delay[.chinese])后重新调用。")
    case .upstreamError where self.upstream?.isForeign == true:
      LocalizedText(
        "Call again in a few seconds; if it persists, check what is between here and the API.",
        "请几秒后重新调用；若持续出现，请检查与 API 之间的中间设备。")
    case .upstreamError:
      LocalizedText(
        "Call again in a few seconds; if it persists, the API is at fault.",
        "请几秒后重新调用；若持续出现，则是 API 的问题。")
    case .unreachable:
      LocalizedText(
        "Check the network and the host in PAYIN_BASE_URL, then call again.",
        "请检查网络和 PAYIN_BASE_URL 中的主机，然后重新调用。")
    case .proxyFailed:
      LocalizedText(
        "Check the proxy in https_proxy, HTTPS_PROXY or ALL_PROXY and its user and password, or name the API's host in NO_PROXY.",
        "请检查 https_proxy、HTTPS_PROXY 或 ALL_PROXY 中的代理及其用户名和密码，或在 NO_PROXY 中加入 API 的主机。")
    case .gatewayRefused:
      LocalizedText(
        "The key is not at fault. Have this machine's address let through, and check that PAYIN_BASE_URL points to the PayIn API.",
        "并非密钥的问题。请放行本机的地址，并检查 PAYIN_BASE_URL 是否指向 PayIn API。")
    case .timeout, .connectionLost:
      LocalizedText(
        "Call again; raise PAYIN_TIMEOUT if it persists.", "请重新调用；若持续出现，请调大 PAYIN_TIMEOUT。")
    case .tlsFailure:
      LocalizedText(
        "Check the host's certificate; set PAYIN_CA_BUNDLE if it is signed by your own authority.",
        "请检查主机的证书；若由自有机构签发，请设置 PAYIN_CA_BUNDLE。")
    case .unreadableReply:
      LocalizedText(
        "Call again; if it persists, check that PAYIN_BASE_URL points to the PayIn API.",
        "请重新调用；若持续出现，请检查 PAYIN_BASE_URL 是否指向 PayIn API。")
    case .replyTooLarge where isOfLookUp:
      LocalizedText(
        "The operator can raise PAYIN_MAX_RESPONSE_BYTES for the look-up.", "运营者可为此查找调大 PAYIN_MAX_RESPONSE_BYTES。")
    // It has more values than are read, whatever the bytes.
    case .replyTooLarge where self.upstream != nil:
      LocalizedText("Ask for fewer rows with limit.", "请用 limit 减少每页行数。")
    case .replyTooLarge:
      LocalizedText(
        "Ask for fewer rows with limit, or raise PAYIN_MAX_RESPONSE_BYTES.",
        "请用 limit 减少每页行数，或调大 PAYIN_MAX_RESPONSE_BYTES。")
    case .shuttingDown: LocalizedText("Call again after the server has been restarted.", "请在服务器重启后重新调用。")
    default:
      LocalizedText(
        "Call again; if it persists, report it with the request id.",
        "请重新调用；若持续出现，请附上请求 ID 报告此问题。")
    }
  }

  private var addressFix: LocalizedText {
    self.operation == .bindDepositAddress
      ? LocalizedText(
        "Do not give the address to anyone. Read it again with get_deposit_reference; if it is the same, unbind it and check the address pool in the PayIn dashboard.",
        "请勿将该地址告知任何人。请用 get_deposit_reference 再次读取；若仍相同，请将其解绑，并在 PayIn 管理后台检查地址池。")
      : LocalizedText(
        "Do not let anyone pay. Read it again with get_order; if its address is the same, check it and the address pool in the PayIn dashboard. A new purchase needs a new orderReference.",
        "请勿让任何人付款。请用 get_order 再次读取；若地址仍相同，请在 PayIn 管理后台检查该订单和地址池。新的交易需要新的 orderReference。")
  }

  private var delay: LocalizedText {
    if case .after(let seconds) = self.retry {
      LocalizedText("\(seconds) s", "\(seconds) 秒")
    } else {
      LocalizedText("a minute", "一分钟")
    }
  }

  private var unknownFix: LocalizedText {
    if self.operation == .createOrder, self.retry != .unsafe {
      return LocalizedText(
        "Call again with the same arguments\(waiting[.english]), not earlier: it is looked for first and made only if it is missing. A restarted server does not remember this call, so wait that long then as well.",
        "请\(waiting[.chinese])用相同参数重新调用，不要提前：会先查找该订单，仅在不存在时才创建。服务器重启后不再记得此调用，届时也请等待同样长的时间。")
    }
    if self.retry == .safe {
      return LocalizedText(
        "Call again with the same arguments: a repeat changes nothing further.",
        "请用相同参数重新调用：重复调用不会产生额外变化。")
    }
    return self.operation == .createPaymentLink
      ? LocalizedText(
        "Do not call again before looking for the link in the PayIn dashboard: a repeat may make a second one.",
        "在 PayIn 管理后台查找该支付链接之前，请勿重新调用：重复调用可能会再创建一个。")
      : LocalizedText(
        "Do not call again before looking for it: a repeat may do it twice.",
        "查明结果之前请勿重新调用：重复调用可能会执行两次。")
  }

  private var waiting: LocalizedText {
    if case .after(let seconds) = self.retry { LocalizedText(" after \(seconds) s", "在 \(seconds) 秒后") } else { .empty }
  }
}
