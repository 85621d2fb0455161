import JSON
import PayIn

/// Arguments that have passed the tool's schema.
extension JSONObject {
  func optional(_ name: String) -> String? {
    self[name]?.string
  }

  /// The value of an argument that the schema requires.
  func text(_ name: String) -> String {
    optional(name) ?? ""
  }

  func integer(_ name: String) -> Int? {
    self[name]?.number?.integer
  }

  /// An amount. Throws if it breaks a rule that a pattern cannot state.
  func amount(
    _ name: String, allowsZero: Bool = false, otherwise standard: String = "", at path: String? = nil
  ) throws(InvalidArguments) -> Amount {
    do throws(Amount.ValidationError) {
      return try Amount(optional(name) ?? standard, allowsZero: allowsZero)
    } catch {
      throw InvalidArguments(InvalidArguments.Problem(path: "/\(path ?? name)", error))
    }
  }

  /// A new reference. Throws if it has characters that a person cannot see. The client, which knows the key, refuses a
  /// reference that holds it.
  func newReference(_ name: String) throws(InvalidArguments) -> String {
    guard let problem = NewReference.error(in: text(name), hiding: .none) else { return text(name) }
    throw InvalidArguments(
      InvalidArguments.Problem(
        path: "/\(name)", expected: NewReference.ValidationError.expected, given: problem.given, fix: problem.fix))
  }

  /// The amount that the call is about, or nil if it has none.
  var amountIfAny: Amount? {
    optional("amount").flatMap { try? Amount($0, allowsZero: true) }
  }

  var position: Page.Position {
    Page.Position(number: integer("page") ?? 1, limit: integer("limit") ?? Page.Position.defaultLimit)
  }
}

extension InvalidArguments.Problem {
  init(path: String, _ problem: Amount.ValidationError) {
    self.path = path
    switch problem {
    case .zero:
      expected = LocalizedText("an amount above 0", "大于 0 的金额")
      given = LocalizedText("zero", "零")
      fix = LocalizedText(
        "Give the amount to be paid: an order for 0 counts as paid.", "请给出要支付的金额：金额为 0 的订单会被视为已支付。")
    case .tooLarge:
      let most = Amount.maximumWholeDigits
      expected = LocalizedText("at most \(most) digits before the point", "小数点前最多 \(most) 位数字")
      given = LocalizedText("more digits", "更多位数字")
      fix = LocalizedText(
        "Give a smaller amount; amounts are whole tokens, not their smallest unit.",
        "请给出更小的金额；金额以整个代币为单位，而非其最小单位。")
    case .tooManyDecimals:
      let most = Amount.maximumDecimals
      expected = LocalizedText("at most \(most) decimals", "最多 \(most) 位小数")
      given = LocalizedText("more decimals", "更多位小数")
      fix = LocalizedText("Round it yourself: the API would round it silently.", "请自行舍入：API 会不加提示地舍入。")
    case .notPlainDigits:
      expected = LocalizedText("plain digits", "纯数字")
      given = LocalizedText("other text", "其他文本")
      fix = Self.amountFix
    }
  }
}

extension JSONObject {
  /// The largest number of levels of objects and arrays of a `metadata` argument, itself included. It is far below the 128
  /// that are read of a reply; otherwise one order would make every list that shows it unreadable.
  static let maximumMetadataLevels = 16
  /// The largest size of a `metadata` argument as compact JSON, in bytes: a list of 100 such orders stays well below
  /// 16 MiB.
  static let maximumMetadataBytes = 16_384

  /// The `metadata` of a call; nil if it has none. Throws if it is deeper or larger than is sent.
  func metadata() throws(InvalidArguments) -> JSONObject? {
    guard let metadata = self["metadata"]?.object else { return nil }
    let value = JSONValue.object(metadata)
    let (levels, bytes) = (value.levels, JSONWriter.bytes(of: value).count)
    var problems: [InvalidArguments.Problem] = []
    if levels > Self.maximumMetadataLevels { problems.append(.tooDeep(levels)) }
    if bytes > Self.maximumMetadataBytes { problems.append(.tooLarge(bytes)) }
    guard problems.isEmpty else { throw InvalidArguments(problems) }
    return metadata
  }
}

extension JSONValue {
  /// The number of levels of objects and arrays; 0 for any other value. The parser limits it.
  fileprivate var levels: Int {
    switch self {
    case .array(let elements): 1 + (elements.map(\.levels).max() ?? 0)
    case .object(let object): 1 + (object.members.map(\.value.levels).max() ?? 0)
    default: 0
    }
  }
}

extension InvalidArguments.Problem {
  fileprivate static func tooDeep(_ levels: Int) -> InvalidArguments.Problem {
    let most = JSONObject.maximumMetadataLevels
    return InvalidArguments.Problem(
      path: "/metadata",
      expected: LocalizedText("at most \(most) levels of objects and arrays", "最多 \(most) 层对象和数组"),
      given: LocalizedText("\(levels) levels", "\(levels) 层"),
      fix: LocalizedText(
        "Nest it at most \(most) levels deep, for example by writing the inner levels as one text.",
        "嵌套不得超过 \(most) 层，例如可将内层写为一段文本。"))
  }

  fileprivate static func tooLarge(_ bytes: Int) -> InvalidArguments.Problem {
    let most = JSONObject.maximumMetadataBytes
    return InvalidArguments.Problem(
      path: "/metadata", expected: LocalizedText("at most \(most) bytes of JSON", "最多 \(most) 字节的 JSON"),
      given: LocalizedText("\(bytes) bytes", "\(bytes) 字节"),
      fix: LocalizedText(
        "Keep large data in your own system, and give only an id of it here.", "请将大量数据保存在自有系统中，此处只提供其 ID。"))
  }
}
