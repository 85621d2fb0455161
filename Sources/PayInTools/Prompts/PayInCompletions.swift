import MCP
import PayIn

/// Completions of the arguments of prompts and templates, from tables inside the binary. No data of an account is suggested.
enum PayInCompletions {
  static func catalogue(_ mode: Mode) -> CompletionCatalogue {
    let chains = chains(mode)
    return CompletionCatalogue([
      .prompt("integrate_payin"): [
        "kind": { _ in PayInPrompts.kinds }, "codeLanguage": { _ in codeLanguages },
      ],
      .prompt("create_payment"): [
        "currency": { currencies(chains, on: $0["chainId"]) },
        "chainId": { context in
          chains.filter { chain in
            context["currency"].map { named in chain.assets.contains { $0.currency == named } } ?? true
          }.map(\.id)
        },
      ],
      .prompt("reconcile_orders"): ["status": { _ in PayInPrompts.statuses }],
      .resource(PayInResources.guideTemplate): [
        "topic": { _ in GuideTopic.all(in: .english).map(\.name) }
      ],
    ])
  }

  private static let codeLanguages = [
    "C#", "Go", "Java", "JavaScript", "Kotlin", "PHP", "Python", "Ruby", "Rust", "Swift", "TypeScript",
  ]

  private static func chains(_ mode: Mode) -> [Chain] {
    switch mode {
    case .sandbox, .testnet, .custom: AssetTable.builtIn.chains.filter { $0.network == .test }
    case .mainnet: AssetTable.builtIn.chains.filter { $0.network == .main }
    }
  }

  private static func currencies(_ chains: [Chain], on chainID: String?) -> [String] {
    let named = chains.filter { $0.id == chainID }
    let assets = (named.isEmpty ? chains : named).flatMap(\.assets)
    return Set(assets.map(\.currency)).sorted()
  }
}
