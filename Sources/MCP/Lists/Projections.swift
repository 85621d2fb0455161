import JSON

// The rows of lists as each revision has them: strict decoders in the field refuse members that they do not expect.

extension Tool {
  func projected(to revision: ProtocolRevision) -> JSONObject {
    var object = definition
    if !revision.has(.toolAnnotations) { object["annotations"] = nil }
    if !revision.has(.structuredContent) {
      object["title"] = nil
      object["outputSchema"] = nil
    }
    return object
  }
}

extension Resource {
  func projected(to revision: ProtocolRevision) -> JSONObject {
    var object: JSONObject = ["uri": .string(uri), "name": .string(name)]
    if revision.has(.titles) { object.append("title", .string(title)) }
    object.append("description", .string(description))
    object.append("mimeType", .string(mimeType))
    return object
  }
}

extension ResourceTemplate {
  func projected(to revision: ProtocolRevision) -> JSONObject {
    var object: JSONObject = ["uriTemplate": .string(uriTemplate), "name": .string(name)]
    if revision.has(.titles) { object.append("title", .string(title)) }
    object.append("description", .string(description))
    object.append("mimeType", .string(mimeType))
    return object
  }
}

extension Prompt {
  func projected(to revision: ProtocolRevision) -> JSONObject {
    var object: JSONObject = ["name": .string(name)]
    if revision.has(.titles) { object.append("title", .string(title)) }
    object.append("description", .string(description))
    object.append("arguments", .array(arguments.map { .object($0.projected(to: revision)) }))
    return object
  }
}

extension Prompt.Argument {
  fileprivate func projected(to revision: ProtocolRevision) -> JSONObject {
    var object: JSONObject = ["name": .string(name)]
    if revision.has(.titles) { object.append("title", .string(title)) }
    object.append("description", .string(description))
    object.append("required", .bool(isRequired))
    return object
  }
}
