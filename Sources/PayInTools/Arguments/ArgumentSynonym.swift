import JSON

/// Finds the argument that was meant by a name which no spelling brings near it: `token` for `currency`.
enum ArgumentSynonym {
  /// Names that models and people write, and the arguments that they may mean, the likeliest first. Names are in lower
  /// case without `_` and `-`.
  private static let meanings: [String: [String]] = {
    let rows: [(names: String, arguments: [String])] = [
      ("token coin asset symbol crypto tokensymbol currencycode", ["currency"]),
      ("network chain blockchain net", ["chainId"]),
      ("id order", ["orderId", "id", "depositReference"]),
      ("linkid link paymentlink paymentlinkid", ["id"]),
      ("reference ref invoice invoiceid externalid merchantorderid", ["orderReference", "depositReference"]),
      ("user userid customer customerid", ["depositReference"]),
      (
        "since after start from startdate starttime datefrom fromdate createdafter createdfrom createdsince begin",
        ["from", "createdAfter", "detectedAfter"]
      ),
      (
        "until before end to enddate endtime dateto todate createdbefore createdto createduntil",
        ["to", "createdBefore", "detectedBefore"]
      ),
      ("state", ["status"]),
      ("pagesize perpage size count max maxresults first", ["limit"]),
      ("pagenumber pageno", ["page"]),
      ("value sum price total", ["amount"]),
      ("minutes", ["advanceMinutes"]),
      ("seconds timeout", ["advanceSeconds", "timeoutSeconds"]),
      ("returnurl redirecturl", ["successUrl"]),
      ("name", ["title"]),
      (
        """
        inventory inventorylimit totalinventory inventorycount stock totalstock instock quantity maxquantity qty pieces \
        units copies supply sales maxsales salestotal saleslimit maxorders maxpayments maxuses usagelimit uses
        """, ["inventoryTotal"]
      ),
      (
        "expires expiry expiration expirydate expirationdate expiresin expirationtime validuntil deadline endsat",
        ["expiresAt"]
      ),
      ("q search text keyword keywords question", ["query"]),
    ]
    return rows.reduce(into: [:]) { meanings, row in
      for name in row.names.split(separator: " ") { meanings[String(name)] = row.arguments }
    }
  }()

  /// - Parameter unused: the arguments of the tool that were not given.
  /// - Returns: nil if the name means none of them, or may mean several by the words that they share.
  static func argument(for name: String, among unused: [String]) -> String? {
    guard name.utf8.count <= 32 else { return nil }
    let folded = name.lowercased().filter { $0 != "_" && $0 != "-" }
    if let meant = meanings[folded]?.first(where: { meant in unused.contains { $0.hasSameBytes(as: meant) } }) {
      return meant
    }
    // An amount at most is no amount, and a yes to a question is no token.
    let asked = ArgumentName(name)
    let alike = unused.filter { known in
      known != Confirmation.tokenName && asked.couldMean(ArgumentName(known))
        && asked.extremes.isSubset(of: ArgumentName(known).extremes)
    }
    return alike.count == 1 ? alike[0] : nil
  }
}
