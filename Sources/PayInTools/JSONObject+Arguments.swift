import JSON
import PayIn

/// Arguments that have passed the tool's schema.
extension JSONObject {
  func optional(_ name: String) -> String? {
    self[name]?.string
  }

  /// Of an argument that the schema requires.
  func text(_ name: String) -> String {
    optional(name) ?? ""
  }

  func integer(_ name: String) -> Int? {
    self[name]?.number?.integer
  }

  /// What a pattern cannot say of an amount.
  func amount(
    _ name: String, allowsZero: Bool = false, otherwise standard: String = ""
  ) throws(InvalidArguments) -> Amount {
    do throws(Amount.Problem) {
      return try Amount(optional(name) ?? standard, allowsZero: allowsZero)
    } catch {
      throw InvalidArguments(InvalidArguments.Problem(path: "/\(name)", error))
    }
  }

  var position: Page.Position {
    Page.Position(number: integer("page") ?? 1, limit: integer("limit") ?? Page.Position.defaultLimit)
  }
}

extension InvalidArguments.Problem {
  init(path: String, _ problem: Amount.Problem) {
    self.path = path
    switch problem {
    case .zero:
      (expected, given, fix) = (
        "an amount above 0", "zero", "Give the amount to be paid: an order over 0 counts as paid."
      )
    case .tooLarge:
      expected = "at most \(Amount.maximumWholeDigits) digits before the point"
      (given, fix) = ("more digits", "Give a smaller amount; amounts are whole tokens, not their smallest unit.")
    case .tooManyDecimals:
      expected = "at most \(Amount.maximumDecimals) decimals"
      (given, fix) = ("more decimals", "Round it yourself: the API would round it in silence.")
    case .notPlainDigits:
      (expected, given, fix) = ("plain digits", "other text", Self.amountFix)
    }
  }
}
