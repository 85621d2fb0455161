package import JSON

/// The texts that must never be shown: API keys, and the secrets that sign webhooks.
package struct Secrets: Sendable {
  private var keys: [APIKey]
  private var webhookSecrets: [WebhookSecret]

  package init(_ key: APIKey?, _ secret: WebhookSecret? = nil) {
    keys = [key].compactMap(\.self)
    webhookSecrets = [secret].compactMap(\.self)
  }

  package static let none = Secrets(nil)

  package func adding(_ key: APIKey?, _ secret: WebhookSecret? = nil) -> Secrets {
    var sum = self
    if let key { sum.keys.append(key) }
    if let secret { sum.webhookSecrets.append(secret) }
    return sum
  }

  private var isEmpty: Bool { keys.isEmpty && webhookSecrets.isEmpty }

  /// The text with the masked form in place of every secret.
  package func redact(_ text: String) -> String {
    webhookSecrets.reduce(keys.reduce(text) { $1.redact($0) }) { $1.redact($0) }
  }

  /// Whether the text holds a secret as it is.
  package func occur(in text: String) -> Bool {
    !redact(text).hasSameBytes(as: text)
  }

  /// The value with the masked form in place of every secret in its strings and names.
  package func redact(_ value: JSONValue) -> JSONValue {
    guard !isEmpty else { return value }
    return switch value {
    case .string(let text): .string(redact(text))
    case .array(let elements): .array(elements.map(redact))
    case .object(let object): .object(redact(object))
    default: value
    }
  }

  package func redact(_ object: JSONObject) -> JSONObject {
    guard !isEmpty else { return object }
    return JSONObject(object.members.map { .init(name: redact($0.name), value: redact($0.value)) })
  }
}

extension String {
  /// The text with every occurrence of these bytes replaced. Compares bytes: by characters a secret would hide behind a
  /// combining mark at its end.
  func replacingBytes(of secret: String, with mask: String) -> String {
    guard holdsBytes(of: secret) else { return self }
    let (bytes, wanted) = (Array(utf8), Array(secret.utf8))
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

  private func holdsBytes(of secret: String) -> Bool {
    utf8.span.withUnsafeBufferPointer { text in
      secret.utf8.span.withUnsafeBufferPointer { secret in
        guard let first = secret.first, text.count >= secret.count else { return false }
        return (0...(text.count - secret.count)).contains { start in
          text[start] == first
            && UnsafeBufferPointer(rebasing: text[start..<(start + secret.count)]).elementsEqual(secret)
        }
      }
    }
  }
}
