import JSON
import PayIn

/// The addresses that orders and deposits take theirs from.
enum AddressPoolTools {
  static let rows = [check, list]

  private static let check = ToolRow("check_address_pool", .addressPool) { arguments in
    let family = arguments.optional("protocol")
    return { client throws(PayInError) in
      let pools = try await client.addressPool(family)
      return ToolAnswer(
        summary: Summary.pools(pools), fields: ["pools": .array(pools.map { .object($0.fields) })])
    }
  }

  private static let list = ToolRow("list_pool_addresses", .poolAddresses) { arguments in
    let (family, position) = (arguments.optional("protocol"), arguments.position)
    return { client throws(PayInError) in
      ToolAnswer(try await client.poolAddresses(protocol: family, at: position), rows: "addresses")
    }
  }
}
