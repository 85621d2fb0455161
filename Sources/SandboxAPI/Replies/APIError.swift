package import JSON
package import SandboxModel

/// A refused request, as the caller sees it.
package struct APIError: Error, Sendable {
  /// The value of the member `error`.
  package struct Name: RawRepresentable, Sendable, Hashable {
    package let rawValue: String

    package init(rawValue: String) {
      self.rawValue = rawValue
    }

    package static let validation = Name(rawValue: "ValidationError")
    static let unauthorized = Name(rawValue: "Unauthorized")
    static let forbidden = Name(rawValue: "Forbidden")
    static let notFound = Name(rawValue: "NotFound")
    static let methodNotAllowed = Name(rawValue: "MethodNotAllowed")
    static let conflict = Name(rawValue: "Conflict")
    static let misdirected = Name(rawValue: "MisdirectedRequest")
    static let insufficientAddresses = Name(rawValue: "InsufficientAddresses")
    static let payloadTooLarge = Name(rawValue: "PayloadTooLarge")
    static let internalError = Name(rawValue: "InternalServerError")
    static let serviceUnavailable = Name(rawValue: "ServiceUnavailable")
  }

  package let status: Int
  package let name: Name
  package let message: String
  /// The message in Chinese, which only the sandbox's own controls have; the contract's messages are English.
  package let chinese: String?
  package var details: JSONObject?

  package init(
    status: Int, name: Name, message: String, chinese: String? = nil, details: JSONObject? = nil
  ) {
    self.chinese = chinese
    self.status = status
    self.name = name
    self.message = message
    self.details = details
  }
}

/// All refusals, in the documentation's words where it has them.
extension APIError {
  static let invalidKey = APIError(status: 401, name: .unauthorized, message: "Invalid API key")
  static let readOnlyKey = APIError(
    status: 403, name: .forbidden, message: "This API key may read only")
  static let wrongControlToken = APIError(
    status: 403, name: .forbidden, message: "X-Sandbox-Token is missing or wrong")
  package static let foreignForm = APIError(
    status: 403, name: .forbidden, message: "The form was not made by this sandbox")
  static let notOneHost = validation("The request must have exactly one Host header")
  static let asteriskWithoutOptions = validation("Only OPTIONS can ask for *")
  static let misdirected = APIError(
    status: 421, name: .misdirected, message: "The host of the request must be this machine, such as localhost")
  package static let bodyTooLarge = APIError(
    status: 413, name: .payloadTooLarge,
    message: "The request body is larger than \(Request.maximumBodyBytes) bytes")
  static let busy = APIError(
    status: 503, name: .serviceUnavailable, message: "The sandbox database is busy")
  static func notWritable(_ reason: String) -> APIError {
    APIError(
      status: 503, name: .serviceUnavailable,
      message: "The sandbox database cannot be written, nothing was changed: \(reason)")
  }

  package static let stopping = APIError(status: 503, name: .serviceUnavailable, message: "The sandbox is stopping")

  package static func validation(_ message: String, chinese: String? = nil) -> APIError {
    APIError(status: 400, name: .validation, message: message, chinese: chinese)
  }

  package static func invalid(_ field: String, _ rule: String) -> APIError {
    validation("\(field) \(rule)")
  }

  package static func missing(_ fields: [String]) -> APIError {
    validation("Required fields: \(fields.joined(separator: ", "))")
  }

  static func unknownAsset(currency: String, chainId: String) -> APIError {
    validation("\(currency) does not exist on \(chainId). Valid pairs: \(Asset.listing)")
  }

  /// A resource that does not exist.
  /// - Parameter subject: the start of the sentence, such as `Order`.
  package static func notFound(_ subject: String) -> APIError {
    APIError(status: 404, name: .notFound, message: "\(subject) not found")
  }

  static func methodNotAllowed(_ method: String) -> APIError {
    APIError(status: 405, name: .methodNotAllowed, message: "\(method) is not allowed here")
  }

  static func conflict(_ message: String, chinese: String? = nil, details: JSONObject? = nil) -> APIError {
    APIError(status: 409, name: .conflict, message: message, chinese: chinese, details: details)
  }

  static func insufficientAddresses(_ addressProtocol: AddressProtocol) -> APIError {
    APIError(
      status: 409, name: .insufficientAddresses,
      message: "No available addresses in pool for protocol: \(addressProtocol.rawValue)")
  }

  static func internalError(_ detail: String) -> APIError {
    APIError(status: 500, name: .internalError, message: detail)
  }
}

extension APIError.Name {
  static let gone = APIError.Name(rawValue: "Gone")
}

extension APIError {
  /// A refused purchase.
  package init(_ refusal: CheckoutRefusal) {
    self =
      switch refusal {
      case .unknownLink: .notFound("Payment link")
      case .notPublished: .conflict("This payment link is not published")
      case .archived: .gone("This payment link is archived")
      case .expired: .gone("This payment link has expired")
      case .currencyNotTaken: .invalid("currency", "is not one that this payment link takes")
      case .chainNotTaken: .invalid("chainId", "is not one that this payment link takes this currency on")
      case .soldOut: .conflict("This payment link is sold out")
      case .amountMissing: .missing(["amount"])
      case .amountInvalid:
        .invalid(
          "amount", "must be greater than 0 and have at most \(TokenAmount.fractionDigits) digits after the point")
      case .noAddress(let family): .insufficientAddresses(family)
      }
  }

  static func gone(_ message: String) -> APIError {
    APIError(status: 410, name: .gone, message: message)
  }
}
