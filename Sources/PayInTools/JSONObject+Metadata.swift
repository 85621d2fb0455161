import JSON
import PayIn

extension JSONObject {
  /// Levels of objects and arrays of a `metadata` argument, itself included. Far below the 128 that are read of a reply, or
  /// one order would make every list that shows it unreadable.
  static let maximumMetadataLevels = 16
  /// Bytes of a `metadata` argument as compact JSON: a list of 100 such orders stays well below 16 MiB.
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
  /// Levels of objects and arrays; none of anything else. The parser bounds them.
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
