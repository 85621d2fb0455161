/// The fields of a kind of row: their documented names, their kinds, and other names that they may have.
struct ResourceSchema: Sendable {
  enum Kind: Sendable {
    /// A string that is compared, sent or paid by, such as an id, a reference, an address or a URL: never cut. A number is
    /// taken by its literal.
    case text
    /// A string that is only read; a long one is cut in results, and the result says so.
    case prose
    /// A map from token to amount, each like a text.
    case amounts
    /// A whole number, also if it came as digits in a string.
    case count
    case flag
    /// Strings, or the `chain` of objects; each once.
    case chains
    /// A text, or the status that two flags of the published code mean.
    case depositStatus
    /// A flag, or whether the status has its name.
    case statusFlag
    /// A map from protocol to address, made of objects with both, if there is more than one.
    case addresses
    /// An object; its flags are taken.
    case flags
    /// A map from name to whole number.
    case counts
    case seconds
    /// Currencies, each with the chains and the price it can be paid at.
    case prices
    /// An address of a person, which is masked.
    case email
  }

  struct Field: Sendable {
    let name: String
    let kind: Kind
    /// All names that the field may have in a reply, the documented one first.
    let names: [String]

    init(name: String, kind: Kind, aliases: [String]) {
      self.name = name
      self.kind = kind
      names = [name] + aliases
    }
  }

  let fields: [Field]
}

extension ResourceSchema {
  static func text(_ name: String, _ aliases: String...) -> Field {
    Field(name: name, kind: .text, aliases: aliases)
  }

  static func prose(_ name: String) -> Field {
    Field(name: name, kind: .prose, aliases: [])
  }

  static func count(_ name: String, _ aliases: String...) -> Field {
    Field(name: name, kind: .count, aliases: aliases)
  }

  static let health = ResourceSchema(fields: [
    text("status"), text("version"), text("timestamp"), prose("error"),
    Field(name: "manager", kind: .flags, aliases: []),
  ])
}
