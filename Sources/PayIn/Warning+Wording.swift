extension Warning {
  package var message: String {
    let names = fields.joined(separator: ", ")
    return switch code {
    case .filterIgnored: "The API did not apply the filter \(names): some rows do not match it."
    case .limitIgnored: "The API returned more rows than the limit."
    case .rowsUnreadable: "Some rows could not be read and are missing."
    case .rowsCut: "Not all rows of this page fit into a result: go on with pagination.next."
    case .replyDiffers: "The API answered with other values than were sent: \(names). Check before going on."
    case .orderExpired: "This order has expired and cannot be paid: a new purchase needs a new orderReference."
    case .inventoryLost:
      "Do not publish. The API did not store inventoryTotal and setting it again failed: it would sell without limit."
    case .expiryLost:
      "Do not publish. The API did not store expiresAt and setting it again failed: it would never expire."
    case .repaired: "What the API lost when it made the link was set again and is stored now: \(names)."
    case .windowNotHonoured: "The API ignored paymentWindowMinutes or graceMinutes: rely on expiresAt."
    case .assetsBuiltIn: "These are the chains and tokens known to this version. \(detail ?? "")"
    case .assetsCut: "Not all chains fit into a result: ask for one by chainId or currency."
    case .eventUnreadable: "The body is signed, but it is no event that can be read in one way only."
    case .sandboxSecret:
      "No secret was given or set: the sandbox's own was used. Give `secret` for a PayIn or a receiver of your own."
    default: detail ?? code.rawValue
    }
  }
}
