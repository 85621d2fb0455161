import SandboxAPI

/// What stands in the place of a list that has no rows: what it would show, a button and a command that make one.
struct EmptyState {
  let sentence: Phrase
  /// The action and the label of a form; nil for none.
  var button: (action: String, label: Phrase)?
  var command: String?
  var link: (path: String, label: Phrase)?

  func html(_ view: DashboardContext) -> HTML {
    let made: HTML? = button.map { view.button($0.action, view.text($0.label), kind: "") }
    let linked: HTML? = link.map {
      "<p><a class=\"button quiet\" href=\"\(view.page.link($0.path))\">\(view.text($0.label))</a></p>"
    }
    return """
      <div class="card empty"><p>\(view.text(sentence))</p>\(made)\(linked)\
      \(command.map { "<p>\(view.text(.orInTerminal))</p>\(view.command($0))" as HTML })</div>
      """
  }
}

/// Commands for a shell that make what the lists show. The key is the sandbox's own, which everyone knows.
struct ExampleCommands {
  let root: String

  var order: String {
    post("orders", #"{"orderReference":"order-1","amount":"49.99","currency":"USDT","chainId":"ethereum-sepolia"}"#)
  }

  var deposit: String { post("deposits/bind", #"{"depositReference":"user-1","protocol":"evm"}"#) }

  var link: String {
    post(
      "payment-links",
      #"{"title":"Coffee","amount":"25","currencies":[{"currency":"USDC","chainId":"polygon-amoy"}]}"#)
  }

  private func post(_ path: String, _ body: String) -> String {
    """
    curl \(root)/api/v1/\(path) \\
      -H 'Authorization: Bearer \(SandboxKeys.full)' \\
      -H 'Content-Type: application/json' \\
      -d '\(body)'
    """
  }
}

extension DashboardContext {
  var examples: ExampleCommands { ExampleCommands(root: context.request.root) }
}
