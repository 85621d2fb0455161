import Glibc
package import JSON

/// The texts that must never be shown: API keys, and the secrets that sign webhooks.
package struct Secrets: Sendable {
  private var keys: [APIKey] = []
  private var webhookSecrets: [WebhookSecret] = []
  /// The number of bytes of the shortest secret. Nearly all texts are shorter, and need not be searched.
  private var shortest = Int.max

  package init(_ key: APIKey?, _ secret: WebhookSecret? = nil) {
    self = Self().adding(key, secret)
  }

  private init() {}

  package static let none = Secrets(nil)

  package func adding(_ key: APIKey?, _ secret: WebhookSecret? = nil) -> Secrets {
    var sum = self
    if let key {
      sum.keys.append(key)
      sum.shortest = min(sum.shortest, key.byteCount)
    }
    if let secret {
      sum.webhookSecrets.append(secret)
      sum.shortest = min(sum.shortest, secret.byteCount)
    }
    return sum
  }

  /// The text with the masked form in place of every secret.
  package func redact(_ text: String) -> String {
    occur(in: text) ? redacted(text) : text
  }

  private func redacted(_ text: String) -> String {
    webhookSecrets.reduce(keys.reduce(text) { $1.redact($0) }) { $1.redact($0) }
  }

  /// Whether the text holds a secret as it is.
  package func occur(in text: String) -> Bool {
    guard text.utf8.count >= shortest else { return false }
    return keys.contains { $0.occurs(in: text) } || webhookSecrets.contains { $0.occurs(in: text) }
  }
}

extension Secrets {
  /// The value with the masked form in place of every secret in its strings and names.
  ///
  /// Almost no value holds one, and looking costs a tenth of building the value anew.
  package func redact(_ value: JSONValue) -> JSONValue {
    occur(in: value) ? redacted(value) : value
  }

  package func redact(_ object: JSONObject) -> JSONObject {
    occur(in: object) ? redacted(object) : object
  }

  private func occur(in value: JSONValue) -> Bool {
    switch value {
    case .string(let text): occur(in: text)
    case .array(let elements): elements.contains { occur(in: $0) }
    case .object(let object): occur(in: object)
    case .null, .bool, .number: false
    }
  }

  /// Whether a string or a name in the object holds a secret as it is.
  func occur(in object: JSONObject) -> Bool {
    let members = object.members
    return members.indices.contains { occur(in: members[$0].name) || occur(in: members[$0].value) }
  }

  private func redacted(_ value: JSONValue) -> JSONValue {
    switch value {
    case .string(let text): .string(redacted(text))
    case .array(let elements): .array(elements.map(redacted))
    case .object(let object): .object(redacted(object))
    case .null, .bool, .number: value
    }
  }

  private func redacted(_ object: JSONObject) -> JSONObject {
    JSONObject(object.members.map { .init(name: redacted($0.name), value: redacted($0.value)) })
  }
}

extension String {
  /// The text with every occurrence of these bytes replaced. Compares bytes: by characters a secret would hide behind a
  /// combining mark at its end.
  func replacingBytes(of secret: String, with mask: @autoclosure () -> String) -> String {
    guard holdsBytes(of: secret) else { return self }
    let (bytes, wanted) = (Array(utf8), Array(secret.utf8))
    let mask = mask()
    var (result, index): ([UInt8], Int) = ([], 0)
    while index < bytes.count {
      if bytes[index...].starts(with: wanted) {
        result += mask.utf8
        index += wanted.count
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// Whether these bytes stand anywhere in the text. Nothing holds an empty text.
  func holdsBytes(of secret: String) -> Bool {
    guard secret.utf8.count <= utf8.count else { return false }
    return utf8.span.withUnsafeBufferPointer { text in
      secret.utf8.span.withUnsafeBufferPointer { secret in text.holds(secret) }
    }
  }
}

extension UnsafeBufferPointer<UInt8> {
  fileprivate func holds(_ wanted: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let text = baseAddress, let wantedStart = wanted.baseAddress, let first = wanted.first else { return false }
    var start = 0
    while start + wanted.count <= count {
      guard let found = memchr(text + start, CInt(first), count - wanted.count - start + 1) else { return false }
      if memcmp(found, wantedStart, wanted.count) == 0 { return true }
      start = UnsafeRawPointer(found) - UnsafeRawPointer(text) + 1
    }
    return false
  }
}
