import JSON
import PayIn

/// The pool of addresses that new orders and bindings are given.
enum AddressPoolTools {
  static let all = [check, list]

  private static let check = ToolDeclaration(
    "check_address_pool", in: .account, default: .off, .addressPool
  ) { arguments in
    let family = arguments.optional("protocol")
    return { client throws(PayInError) in
      let pools = try await client.addressPool(family)
      return ToolAnswer(
        summary: Summary.pools(pools), fields: ["pools": .array(pools.map { .object($0.fields) })])
    }
  }

  private static let list = ToolDeclaration(
    "list_pool_addresses", in: .account, default: .off, .poolAddresses
  ) { arguments in
    let (family, position) = (arguments.optional("protocol"), arguments.position)
    return { client throws(PayInError) in
      ToolAnswer(try await client.poolAddresses(protocol: family, at: position), rows: "addresses")
    }
  }
}
